import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allCases } from "../../cases/index.ts";
import { allClauses } from "../../clauses/index.ts";

const FOLDER = join(packageRoot, "conformance/testing-the-suite/published");

const linesOf = (file: string) =>
  readFileSync(join(FOLDER, file), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

const retired = linesOf("retired.txt").map((line) => line.split("  ") as [string, string?]);
const retiredIds = new Set(retired.map(([id]) => id));

describe("published ids", () => {
  for (const [file, present] of [
    ["clauses.txt", new Set<string>(allClauses.map(({ id }) => id))],
    ["cases.txt", new Set(allCases.map(({ id }) => id))],
  ] as const) {
    const published = linesOf(file);

    it(`of ${file} are still there, or are retired with a reason`, () => {
      expect(published.filter((id) => !present.has(id) && !retiredIds.has(id))).to.eql([]);
    });

    it(`that are retired are not used again (${file})`, () => {
      expect([...retiredIds].filter((id) => present.has(id))).to.eql([]);
    });

    it(`stand once in ${file}, in order`, () => {
      expect(published).to.eql([...new Set(published)].sort());
    });
  }

  it("were published before they were retired, and say why they were", () => {
    const published = new Set([...linesOf("clauses.txt"), ...linesOf("cases.txt")]);
    expect([...retiredIds].filter((id) => !published.has(id))).to.eql([]);
    expect(retired.filter(([, reason = ""]) => !/^\S.{10,}$/.test(reason))).to.eql([]);
  });
});
