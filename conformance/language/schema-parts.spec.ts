import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { type NamedSchema, partsFor } from "./schema-parts.ts";

const one: NamedSchema = {
  $id: "urn:one",
  anyOf: [{ $ref: "#/$defs/a" }],
  $defs: {
    a: { properties: { x: { $ref: "#/$defs/b" }, y: { $ref: "urn:two#/$defs/c" } } },
    b: { items: { $ref: "#/$defs/a" } },
    unused: {},
  },
};
const two: NamedSchema = { $id: "urn:two", $defs: { c: { $ref: "#/$defs/d" }, d: {}, other: {} } };

describe("the parts of schemas", () => {
  it("are what a definition leads to, in both schemas, circles included", () => {
    const parts = partsFor("urn:one#/$defs/a", [one, two]);
    expect(parts.map(({ $defs }) => Object.keys($defs))).to.deep.equal([
      ["a", "b"],
      ["c", "d"],
    ]);
    expect(parts[0]).to.have.all.keys("$id", "$defs");
  });

  it("are refused where a reference leads nowhere", () => {
    expect(() => partsFor("urn:three#/$defs/a", [one, two])).to.throw("urn:three#/$defs/a");
  });

  it("leave out the language of programs where a driver's replies are read", () => {
    const read = (name: string): NamedSchema =>
      JSON.parse(readFileSync(join(packageRoot, `conformance/schema/${name}.schema.json`), "utf8"));
    const schemas = [read("case"), read("driver-message")];
    const [cases] = partsFor("urn:loopspec:schema:driver-message:1#/$defs/reply", schemas);
    expect(Object.keys(cases?.$defs ?? {})).to.deep.equal(["capability"]);
  });
});
