import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ReportError } from "./errors.ts";
import { parseDocument, readDocument } from "./read.ts";
import { serializeDocument } from "./serialize.ts";
import { sampleDocument } from "./testing/sample-document.ts";

/** The error that the action throws; fails where it throws none. */
function refused(action: () => unknown): ReportError {
  try {
    action();
  } catch (error) {
    expect(error).to.be.instanceOf(ReportError);
    return error as ReportError;
  }
  throw new Error("nothing was refused");
}

describe("reading a result document", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-read-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (content: string): string => {
    const path = join(folder, "results.json");
    writeFileSync(path, content);
    return path;
  };
  const whole = serializeDocument(sampleDocument());

  it("gives back what was written", () => {
    expect(readDocument(file(whole))).to.deep.equal(sampleDocument());
  });

  it("accepts a byte order mark", () => {
    expect(readDocument(file(`\ufeff${whole}`)).complete).to.equal(true);
  });

  const WRONG: [what: string, content: string, code: string, says: RegExp][] = [
    ["an empty file", "", "truncated", /is empty/],
    ["a truncated one", whole.slice(0, 5000), "truncated", /is cut off/],
    ["one cut after a brace", whole.slice(0, whole.indexOf("},") + 1), "not-json", /is not JSON/],
    ["XML", "<testsuites/>", "not-json", /is not JSON/],
    ["another kind of JSON", '{"tests": []}', "foreign", /is not a result document/],
    ["a list", "[]", "foreign", /is not a result document/],
    ["null", "null", "foreign", /is not a result document/],
    ["a newer schema", '{"schema": "loopspec-results/3"}', "newer-schema", /newer loopspec/],
    ["no facts", '{"schema": "loopspec-results/2"}', "invalid", /the document itself has no "\w+"/],
  ];
  for (const [what, content, code, says] of WRONG) {
    it(`refuses ${what}`, () => {
      const path = file(content);
      const error = refused(() => readDocument(path));
      expect(error.code).to.equal(code);
      expect(error.message).to.match(says).and.include(path);
      expect(error.hint).to.match(/\S/);
      expect(error.exitCode).to.equal(2);
    });
  }

  const KINDS: readonly (readonly [what: string, content: string, hint: RegExp])[] = [
    ["expectations", '{"implementations": {"a": [{"match": "x"}]}}', /`--expect` takes it/],
    [
      "expectations with pins",
      '{"implementations": {"a": {"entries": [{"match": "x"}]}}}',
      /expect/,
    ],
    ["a bare list of expectations", '[{"match": "x"}]', /`--expect` takes it/],
    ["a configuration", '{"implementations": {"a": {"spec": "python:a"}}}', /`--config` takes it/],
    [
      "a stream",
      '{"type":"header","schema":"loopspec-stream/1"}\n{"type":"footer"}\n',
      /results\.json/,
    ],
    ["a merge conflict", "{\n<<<<<<< HEAD\n}", /Take one side/],
  ];
  for (const [what, content, hint] of KINDS) {
    it(`says where ${what} belongs`, () => {
      expect(refused(() => readDocument(file(content))).hint).to.match(hint);
    });
  }

  it("refuses a missing file and a folder", () => {
    expect(refused(() => readDocument(join(folder, "none.json"))).code).to.equal("not-found");
    const error = refused(() => readDocument(folder));
    expect(error.code).to.equal("unreadable");
    expect(error.hint).to.include("results.json");
  });

  it("refuses a huge file before it is read", () => {
    const path = file("");
    truncateSync(path, 3e9);
    const error = refused(() => readDocument(path));
    expect(error.code).to.equal("too-large");
    expect(error.message).to.include("3,000 MB").and.include("512 MB");
  });

  it("names the place and the demand of a wrong value", () => {
    const document = sampleDocument();
    document.implementations[1]!.results[2]!.verdict = "maybe" as never;
    const error = refused(() => parseDocument(JSON.stringify(document), "r.json"));
    expect(error.message).to.equal(
      "r.json: implementations[1].results[2].verdict must be one of pass, fail, differs, timeout, crash, flaky, unsupported, not-judged, not-applicable, error, not-run.",
    );
  });

  const CONTRADICTIONS: [string, (d: ReturnType<typeof sampleDocument>) => void, RegExp][] = [
    ["totals", (d) => (d.implementations[0]!.totals.pass += 1), /\[0\]\.totals\.pass must be 60/],
    [
      "two results for one case",
      (d) => d.implementations[0]!.results.push(d.implementations[0]!.results[0]!),
      /two results for one case/,
    ],
    ["no instant", (d) => (d.startedAt = "yesterday"), /startedAt must be an ISO 8601/],
    ["a shard beyond the last", (d) => (d.shard = { index: 3, count: 2 }), /at most 2/],
  ];
  for (const [what, change, says] of CONTRADICTIONS) {
    it(`refuses a document that contradicts itself: ${what}`, () => {
      const document = sampleDocument();
      change(document);
      const error = refused(() => parseDocument(JSON.stringify(document), "r.json"));
      expect(error.code).to.equal("invalid");
      expect(error.message).to.match(says);
    });
  }

  it("refuses one id for two implementations", () => {
    const document = sampleDocument();
    document.implementations[1]!.id = document.implementations[2]!.id;
    const error = refused(() => parseDocument(JSON.stringify(document), "r.json"));
    expect(error.code).to.equal("duplicate-implementation");
  });

  it("refuses nesting that would exhaust the stack of whoever renders it", () => {
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
    const text = whole.replace('"observed":{', `"observed":{"polls":${deep},`);
    expect(text).not.to.equal(whole);
    expect(refused(() => parseDocument(text, "r.json")).message).to.include("nested deeper");
  });

  it("shows no control character of a hostile name", () => {
    const error = refused(() => parseDocument("x", "a\u001b[2J\u202eb\n"));
    expect(error.message).to.include("a␛[2J\\u{202e}b␊");
  });
});
