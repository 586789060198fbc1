import { expect } from "chai";
import { configFault } from "./config-fault.ts";

const rows: readonly (readonly [what: string, config: unknown, says: RegExp])[] = [
  ["a list of implementations", { implementations: ["reference"] }, /must be an object\n.*"mine"/],
  ["no implementation", { implementations: {} }, /must not be empty\n.*"mine"/],
  [
    "a specification alone",
    { implementations: { a: "python:a" } },
    /object\n.*\{ "spec": "python:a" \}/,
  ],
  [
    "variables in a list",
    { implementations: { a: { spec: "x", env: ["A=1"] } } },
    /env` .*\n.*"PYTHONPATH"/,
  ],
  [
    "a variable that is a number",
    { implementations: { a: { spec: "x", env: { A: 1 } } } },
    /a text\n.*"1", in quotes/,
  ],
  [
    "a glob that is no list",
    { select: "call-soon.*" },
    /`select` must be a list\n.*\["call-soon\.\*"\]/,
  ],
  ["a number in quotes", { jobs: "2" }, /`jobs` must be a whole number\n.*without quotes/],
  ["too many jobs", { jobs: 1e9 }, /`jobs` must be at most 1000/],
  ["milliseconds", { timeout: 1e9 }, /`timeout` must be at most 86400/],
  ["an edition that is a number", { edition: 3.1 }, /`edition` must be a text\n.*"3\.12"/],
  ["an edition before the first", { edition: "2.7" }, /`edition` must be 3\.8 or newer\n.*"3\.12"/],
  ["a misspelt key", { selct: [] }, /unknown property "selct"\nDid you mean `select`\?/],
  [
    "a key of an implementation",
    { expect: "x.json" },
    /"expect"\nIt belongs in an entry of `implementations`/,
  ],
  [
    "a key of the file",
    { implementations: { a: { spec: "x", jobs: 2 } } },
    /"jobs"\nIt belongs at the top/,
  ],
  [
    "something to extend",
    { extends: "./base.json" },
    /unknown property "extends"\nThe properties are/,
  ],
  ["a list", [], /the file must be an object/],
  [
    "results",
    { schema: "loopspec-results/2", implementations: [] },
    /is a result document\n.*report/,
  ],
  ["expectations", { implementations: { a: [] } }, /holds expectations\n.*--expect/],
  ["expectations with pins", { implementations: { a: { entries: [] } } }, /holds expectations/],
];

describe("what is wrong with a configuration", () => {
  for (const [what, config, says] of rows) {
    it(`is told of ${what}, with what would be right`, () => {
      const fault = configFault(config);
      expect(`${fault?.message}\n${fault?.hint}`).to.match(says);
    });
  }

  it("is nothing where nothing is", () => {
    const config = { implementations: { a: { spec: "python:a", env: { A: "1" } } }, jobs: 2 };
    expect(configFault(config)).to.equal(undefined);
  });
});
