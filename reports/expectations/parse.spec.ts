import { expect } from "chai";
import { ReportError } from "../errors.ts";
import { parseExpectations, readExpectations } from "./parse.ts";

const ENTRY = '{ "match": "a/b", "verdict": "fail", "reason": "because" }';

function refused(text: string): ReportError {
  try {
    parseExpectations(text, "loopspec.expect.json");
  } catch (error) {
    expect(error).to.be.instanceOf(ReportError);
    return error as ReportError;
  }
  throw new Error("nothing was refused");
}

describe("reading expectations", () => {
  it("says of a missing file which command writes one", () => {
    try {
      readExpectations("/no/such/loopspec.expect.json");
    } catch (error) {
      expect((error as ReportError).hint).to.include("loopspec expect update");
      return;
    }
    throw new Error("nothing was refused");
  });

  it("takes a list, a list under entries, and lists by implementation", () => {
    const ids = (text: string) =>
      parseExpectations(text, "x.json").sections.map((s) => [s.implementation, s.entries.length]);
    expect(ids(`[${ENTRY}]`)).to.deep.equal([[undefined, 1]]);
    expect(ids(`{"entries": [${ENTRY}, ${ENTRY}]}`)).to.deep.equal([[undefined, 2]]);
    expect(ids(`{"$schema": "x", "implementations": {"a": [${ENTRY}], "b": []}}`)).to.deep.equal([
      ["a", 1],
      ["b", 0],
    ]);
    expect(parseExpectations("[]", "x.json", "mine").sections[0]?.implementation).to.equal("mine");
  });

  it("knows the line of each entry and of each of its properties", () => {
    const text = `// c\r\n[\r\n  {\r\n    "match": "a",\r\n    "verdict": "fail",\r\n    "reason": "r", // why\r\n  },\r\n]`;
    const [section] = parseExpectations(text, "x.json").sections;
    const [placed] = section!.entries;
    expect(placed!.line).to.equal(3);
    expect(Object.fromEntries(placed!.lines)).to.deep.equal({ match: 4, verdict: 5, reason: 6 });
    expect(section!.endLine).to.equal(8);
  });

  const WRONG: [what: string, text: string, code: string, message: RegExp][] = [
    [
      "an empty file",
      "\n",
      "expectations-syntax",
      /^loopspec\.expect\.json:1:1: the file is empty/,
    ],
    [
      "a missing comma",
      '[\n  { "a": 1 "b": 2 }\n]',
      "expectations-syntax",
      /json:2:12: comma expected/,
    ],
    [
      "a string without end",
      '[\n "x\n]',
      "expectations-syntax",
      /json:2:2: unexpected end of string/,
    ],
    ["a column after an emoji", '["😀" "x"]', "expectations-syntax", /json:1:6: comma expected/],
    ["another shape", '{"tests": []}', "expectations-invalid", /:1:1: the file must be a list/],
    [
      "something beside",
      '{"entries": [], "more": 1}',
      "expectations-invalid",
      /unknown property "more"/,
    ],
    [
      "no list",
      '{"implementations": {"a": 1}}',
      "expectations-invalid",
      /:1:27: implementations\.a must be a list/,
    ],
    [
      "no reason",
      '{"implementations": {"a": [\n  {"match": "x", "verdict": "fail"}]}}',
      "expectations-invalid",
      /json:2:3: implementations\.a\[0\] has no .reason./,
    ],
    [
      "a blank reason",
      '[{"match": "x", "verdict": "fail", "reason": " "}]',
      "expectations-invalid",
      /\[0\]\.reason must not be empty/,
    ],
    [
      "an unknown property",
      '[{"match": "x", "verdict": "fail", "reason": "r", "until": "x"}]',
      "expectations-invalid",
      /\[0\] has the unknown property "until"/,
    ],
    [
      "an impossible range",
      '[{"match": "x", "verdict": "fail", "reason": "r", "when": {\n "version": ">= new"}}]',
      "expectations-invalid",
      /json:2:13: when\.version is not a range of versions: ">= new"/,
    ],
    [
      "an impossible day",
      '[{"match": "x", "verdict": "fail", "reason": "r", "review": "2026-02-31"}]',
      "expectations-invalid",
      /there is no such day: 2026-02-31/,
    ],
    [
      "one implementation twice",
      '{"implementations": {"a": [],\n "a": []}}',
      "expectations-invalid",
      /json:2:2: "a" stands here twice/,
    ],
  ];
  for (const [what, text, code, message] of WRONG) {
    it(`refuses ${what}, with line and column`, () => {
      const error = refused(text);
      expect(error.code).to.equal(code);
      expect(error.message).to.match(message);
      expect(error.exitCode).to.equal(2);
    });
  }

  const HINTS: readonly (readonly [what: string, text: string, says: RegExp])[] = [
    ["an empty file", "", /^loopspec.*1:1: the file is empty\.\nDelete it: .*expect update/],
    ["a merge conflict", "{\n<<<<<<< HEAD\n}", /:2:1: here begins a merge conflict\.\nResolve it/],
    ["a mistyped property", '{"implementation": {}}', /a list of entries, or an object with/],
    ["sections in a list", '{"implementations": []}', /must be an object: .*\n.*python:my_loop/],
    [
      "results",
      '{"schema": "loopspec-results/2", "implementations": []}',
      /holds results, not expectations\.\n.*expect update/,
    ],
    [
      "a configuration",
      '{"implementations": {"a": {"spec": "python:a"}}}',
      /is the entry of a configuration\.\n.*--config/,
    ],
    [
      "what a newer version may know",
      '{"schema": "x", "implementations": {}}',
      /unknown property "schema"\.\n.*\$schema.*newer/,
    ],
    [
      "a property by another name",
      '[{"match": "x", "verdict": "fail", "reason": "r", "isue": "x"}]',
      /unknown property "isue"\.\nThe properties are match, cases, verdict, reason, issue/,
    ],
    [
      "a day in words",
      '[{"match": "x", "verdict": "fail", "reason": "r", "review": "soon"}]',
      /review must be a day, written YYYY-MM-DD/,
    ],
    [
      "a number as a text",
      '[{"match": "x", "verdict": "fail", "reason": "r", "max": "9"}]',
      /max must be a whole number/,
    ],
    [
      "a pass",
      '[{"match": "x", "verdict": "pass", "reason": "r"}]',
      /must be one of fail.*\n.*passes needs no entry/,
    ],
  ];
  for (const [what, text, says] of HINTS) {
    it(`says what to do about ${what}`, () => {
      const { message, hint } = refused(text);
      expect(`${message}\n${hint}`).to.match(says);
    });
  }

  it("says of an expected error that it can never be expected", () => {
    const error = refused('[{"match": "x", "verdict": "error", "reason": "r"}]');
    expect(error.message).to.include("must be one of fail, differs, timeout, crash, flaky");
    expect(error.hint).to.include("can never be expected");
  });
});
