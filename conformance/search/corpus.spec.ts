import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UsageError } from "../usage-error.ts";
import { Corpus, readCorpus } from "./corpus.ts";
import { FINDING_VERSION, type Finding } from "./finding.ts";
import { rowOfFinding, scriptOfFinding } from "./print.ts";
import { GENERATOR_VERSION } from "./profile.ts";

const FINDING: Finding = {
  finding: FINDING_VERSION,
  key: "a -> b | stop",
  spec: "python:my_loop",
  implementation: {
    name: "my_loop.Loop",
    version: "1",
    language: "Python",
    languageVersion: "3.13.0",
    platform: "linux",
  },
  seed: 3,
  profile: "default",
  generator: GENERATOR_VERSION,
  clock: "virtual",
  program: { fns: {}, main: [{ op: "log", text: "a" }] },
  difference: { channel: "trace", at: 0, expected: "a", got: "b" },
  expected: { outcome: "ok", trace: ["a"], reports: [], logs: [] },
  got: { outcome: "ok", trace: ["b"], reports: [], logs: [] },
  oracle: "the reference loop in virtual time",
  accusation: "breaks the documentation",
  clauses: ["stop.ends-run"],
  nearest: ["stop/ends-run-timer"],
  shrunk: true,
};

describe("a corpus", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-corpus-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("gives back what was put into it", () => {
    const path = join(folder, "new", "findings.jsonl");
    expect(new Corpus(path).add(FINDING)).to.equal(true);
    expect(readCorpus(path)).to.deep.equal({ findings: [FINDING], problems: [] });
  });

  it("is read up to where it was cut, and what is left out is told", () => {
    const path = join(folder, "cut.jsonl");
    new Corpus(path).add(FINDING);
    appendFileSync(path, readFileSync(path, "utf8").slice(0, 40));
    const { findings, problems } = readCorpus(path);
    expect(findings).to.have.length(1);
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include(`${path}:2`);
  });

  it("takes further findings where an earlier search was cut off within a line", () => {
    const path = join(folder, "cut.jsonl");
    writeFileSync(path, JSON.stringify(FINDING).slice(0, 40));
    const corpus = new Corpus(path);
    expect([corpus.add(FINDING), corpus.add(FINDING)]).to.deep.equal([true, true]);
    const { findings, problems } = readCorpus(path);
    expect(findings).to.deep.equal([FINDING, FINDING]);
    expect(problems).to.have.length(1);
  });

  it("leaves out a finding of another version, and a program that no driver could run", () => {
    const path = join(folder, "mixed.jsonl");
    const unbound = { fns: {}, main: [{ op: "log", text: "x", value: { $: "nothing" } }] };
    const lines = [{ ...FINDING, finding: 99 }, { ...FINDING, program: unbound }, FINDING];
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join("\n"));
    const { findings, problems } = readCorpus(path);
    expect(findings).to.deep.equal([FINDING]);
    expect(problems[0]).to.include("version 99");
    expect(problems[1]).to.include("`nothing`");
  });

  it("of another version, of nothing, or of something else is refused", () => {
    for (const text of [JSON.stringify({ ...FINDING, finding: 99 }), "", "[]", '{"a":1}', "null"]) {
      const path = join(folder, "bad.jsonl");
      writeFileSync(path, text);
      expect(() => readCorpus(path), text).to.throw(UsageError);
    }
    expect(() => readCorpus(join(folder, "missing"))).to.throw(UsageError);
  });

  it("that cannot be written says so, and the finding is not lost: the caller has it", () => {
    const corpus = new Corpus(join("/dev/full", "findings.jsonl"));
    expect(corpus.add(FINDING)).to.equal(false);
    expect(corpus.failure).to.include("/dev/full");
    const full = new Corpus("/dev/full");
    expect(full.add(FINDING)).to.equal(false);
    expect(full.failure).to.include("ENOSPC");
  });
});

describe("a finding in print", () => {
  it("is a script with both traces and the way to find it again", () => {
    const script = scriptOfFinding(FINDING, { module: "my_loop" });
    for (const part of [
      "seed 3",
      "stop.ends-run",
      "# Expected trace",
      "# Observed trace",
      "import my_loop",
      'log("a")',
    ])
      expect(script).to.include(part);
  });

  it("is a row for a table", () => {
    expect(rowOfFinding(FINDING))
      .to.include('clauses: [\n    "stop.ends-run"')
      .and.to.include("kase(");
  });
});
