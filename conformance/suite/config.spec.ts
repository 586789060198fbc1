import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";

const read = (path: string) => readFileSync(join(packageRoot, path), "utf8");

describe("the documentation of the configuration", () => {
  const { properties, definitions } = JSON.parse(read("conformance/schema/config.schema.json"));
  const page = read("docs/configuration.md");

  it("has a row for every key of the schema", () => {
    const keys = [
      ...Object.keys(properties).filter((key) => key !== "$schema" && key !== "implementations"),
      ...Object.keys(definitions.implementation.properties),
    ];
    expect(keys.filter((key) => !page.includes(`| \`${key}\` |`))).to.deep.equal([]);
  });
});
