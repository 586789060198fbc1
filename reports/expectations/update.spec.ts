import { expect } from "chai";
import type { CaseResult, ImplementationResults } from "../document.ts";
import { ReportError } from "../errors.ts";
import { sampleImplementationOf } from "../testing/sample-results.ts";
import { checkExpectations } from "./check.ts";
import { parseExpectations } from "./parse.ts";
import { EMPTY_EXPECTATIONS, expectUpdate } from "./update.ts";

const FILE = `// What we know of our loop.
{
  "implementations": {
    "python:mine": [
      // Waiting for a release.
      { "match": "stop/a", "verdict": "fail", "reason": "stop() polls twice", "issue": "#7" },
      {
        "match": "close/*", /* all of them */
        "verdict": "fail",
        "reason": "close() is lazy"
      },

      { "match": "soon/x", "verdict": "timeout", "reason": "the wake-up is lost" } // hangs
    ],
    "python:other": [
      { "match": "stop/a", "verdict": "fail", "reason": "not ours to touch" }
    ]
  }
}
`;

const update = (text: string, ...subjects: ImplementationResults[]) =>
  expectUpdate(parseExpectations(text, "x.json"), subjects);

const mine = (verdicts: Record<string, CaseResult["verdict"] | [CaseResult["verdict"], string]>) =>
  sampleImplementationOf("python:mine", verdicts);

const AS_RECORDED = {
  "stop/a": "fail",
  "close/a": "fail",
  "close/b": "fail",
  "soon/x": "timeout",
  "soon/y": "pass",
} as const;

describe("expect update", () => {
  it("changes nothing, to the letter, where all is as recorded", () => {
    expect(update(FILE, mine(AS_RECORDED))).to.deep.equal({ text: FILE, changes: [] });
  });

  it("adds what fails at the end, with what is known of it", () => {
    const { text, changes } = update(FILE, mine({ ...AS_RECORDED, "soon/y": ["fail", "trace"] }));
    expect(changes.map((c) => `${c.action} ${c.match}`)).to.deep.equal(["add soon.clause"]);
    const added = parseExpectations(text, "x.json").sections[0]!.entries.at(-1)!.entry;
    expect(added).to.deep.equal({
      match: "soon.clause",
      cases: ["soon/y"],
      verdict: "fail",
      reason: "soon/y is wrong",
      state: "bug",
      mismatch: "trace",
    });
  });

  it("removes what passes and what matches nothing, and keeps every comment on the rest", () => {
    const { text, changes } = update(FILE, mine({ ...AS_RECORDED, "soon/x": "pass" }));
    expect(changes.map((c) => `${c.action} ${c.match}`)).to.deep.equal(["remove soon/x"]);
    expect(text).not.to.include("the wake-up is lost");
    for (const kept of [
      "// What we know of our loop.",
      "// Waiting for a release.",
      "/* all of them */",
      '"reason": "close() is lazy"',
      '"issue": "#7"',
      "not ours to touch",
    ]) {
      expect(text).to.include(kept);
    }
    const none = update(FILE, mine({ "stop/a": "fail", "close/a": "fail", "soon/x": "timeout" }));
    expect(none.changes).to.deep.equal([]);
    const gone = update(FILE, mine({ "close/a": "fail", "soon/x": "timeout" }));
    expect(gone.changes[0]).to.include({ action: "remove", why: "It matches nothing." });
  });

  it("removes the last entry of a file on one line, and nothing else", () => {
    const entry = (match: string) => ({ match, verdict: "fail", reason: "r" });
    for (const blank of ["", " ", "\n"]) {
      const file = `[${JSON.stringify(entry("stop/a"))}, ${JSON.stringify(entry("stop/b"))}${blank}]`;
      const { text } = update(file, mine({ "stop/a": "fail", "stop/b": "pass" }));
      expect(JSON.parse(text)).to.deep.equal([entry("stop/a")]);
    }
  });

  it("corrects a verdict in its place", () => {
    const { text } = update(FILE, mine({ ...AS_RECORDED, "soon/x": "crash" }));
    expect(text).to.equal(FILE.replace('"verdict": "timeout"', '"verdict": "crash"'));
  });

  it("corrects the kind of mismatch, or gives it up where there are several", () => {
    const entry = '{ "match": "a/*", "verdict": "fail", "reason": "r", "mismatch": "trace" }';
    const text = `[${entry}]`;
    const kinds = (...reasons: string[]) =>
      mine(Object.fromEntries(reasons.map((reason, i) => [`a/${i}`, ["fail", reason]])));
    expect(update(text, kinds("bounds")).text).to.equal(text.replace("trace", "bounds"));
    expect(update(text, kinds("trace")).text).to.equal(text);
    expect(update(text, kinds("trace", "bounds")).text).not.to.include("mismatch");
  });

  it("splits a glob of which a part passes, and keeps what was written about it", () => {
    const { text, changes } = update(FILE, mine({ ...AS_RECORDED, "close/b": "pass" }));
    expect(changes).to.have.length(1);
    expect(changes[0]).to.include({ action: "split", match: "close/*" });
    const entries = parseExpectations(text, "x.json").sections[0]!.entries;
    expect(entries.map(({ entry }) => entry.match)).to.deep.equal(["stop/a", "close/a", "soon/x"]);
    expect(entries[1]!.entry.reason).to.equal("close() is lazy");
  });

  it("raises a bound that is too narrow", () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`close/${i}`, "fail"]));
    const { text } = update(FILE, mine({ ...AS_RECORDED, ...(many as Record<string, "fail">) }));
    expect(parseExpectations(text, "x.json").sections[0]!.entries[1]!.entry.max).to.equal(14);
  });

  it("never records an error", () => {
    const results = mine({ ...AS_RECORDED, "soon/x": "error", "soon/y": "error" });
    expect(update(FILE, results)).to.deep.equal({ text: FILE, changes: [] });
  });

  it("leaves alone what could not be judged", () => {
    expect(update(FILE, mine({ ...AS_RECORDED, "soon/x": "unsupported" })).text).to.equal(FILE);
  });

  it("begins a list for an implementation that has none", () => {
    const { text } = update(EMPTY_EXPECTATIONS, mine(AS_RECORDED));
    const { sections } = parseExpectations(text, "x.json");
    expect(sections.map((section) => section.implementation)).to.deep.equal(["python:mine"]);
    expect(sections[0]!.entries).to.have.length(3);
  });

  it("keeps tabs and line ends", () => {
    const text = FILE.replaceAll("  ", "\t").replaceAll("\n", "\r\n");
    const updated = update(text, mine({ ...AS_RECORDED, "soon/y": "fail" })).text;
    expect(updated).to.match(/\r\n\t+"match": "soon\.clause"/);
    expect(updated.replaceAll("\r\n", "")).not.to.include("\n");
  });

  it("copes with trailing commas", () => {
    const text = `[\n  { "match": "a/a", "verdict": "fail", "reason": "r", },\n]\n`;
    const added = update(text, mine({ "a/a": "fail", "b/b": "crash" })).text;
    expect(parseExpectations(added, "x.json").sections[0]!.entries).to.have.length(2);
    const removed = update(text, mine({ "a/a": "pass" })).text;
    expect(parseExpectations(removed, "x.json").sections[0]!.entries).to.have.length(0);
  });

  it("takes a file without ids to be about the only implementation, and refuses to guess", () => {
    const other = sampleImplementationOf("python:other", { "b/b": "fail" });
    expect(() => update("[]", mine({ "a/a": "fail" }), other)).to.throw(
      ReportError,
      /does not say/,
    );
    const bound = parseExpectations("[]", "x.json", "python:other");
    const { changes } = expectUpdate(bound, [mine({ "a/a": "fail" }), other]);
    expect(changes.map((change) => change.match)).to.deep.equal(["b.clause"]);
  });

  for (const [what, verdicts] of Object.entries({
    fewer: { "close/b": "fail" },
    more: { ...AS_RECORDED, "soon/y": "flaky", "soon/z": "crash", "close/a": "timeout" },
    none: { "soon/y": "pass" },
  } as Record<string, Record<string, CaseResult["verdict"]>>)) {
    it(`leaves nothing to complain of: ${what}`, () => {
      const subject = mine(verdicts);
      const { text } = update(FILE, subject);
      const section = parseExpectations(text, "x.json").sections[0]!;
      const options = { today: "2026-01-01" };
      expect(checkExpectations(section, subject, options).violations).to.deep.equal([]);
      expect(update(text, subject)).to.deep.equal({ text, changes: [] });
    });
  }

  it("writes one entry a deviation with its cases, the reason and the link that are given", () => {
    const subject = mine({ ...AS_RECORDED, "new/a": "fail", "new/b": "fail", "new/c": "timeout" });
    const options = { reason: "we poll twice", issue: "https://example.org/7" };
    const { text } = expectUpdate(parseExpectations(FILE, "x.json"), [subject], options);
    const [, , , first, second] = parseExpectations(text, "x.json").sections[0]!.entries;
    expect(first?.entry).to.deep.equal({
      match: "new.clause",
      cases: ["new/a", "new/b"],
      verdict: "fail",
      reason: "we poll twice",
      issue: "https://example.org/7",
      state: "bug",
    });
    expect(second?.entry).to.include({ match: "new.clause#2", verdict: "timeout" });
  });

  it("keeps the output of a process that died out of the reason", () => {
    const subject = mine({ "new/a": "crash" });
    subject.results[0]!.message =
      "the driver died of SIGABRT before it answered. Its standard error ends with:\n/home/x/y.py";
    const { text } = expectUpdate(parseExpectations("[]", "x.json"), [subject]);
    const [entry] = parseExpectations(text, "x.json").sections[0]!.entries;
    expect(entry?.entry.reason).to.equal("the driver died of SIGABRT before it answered.");
  });

  describe("of an entry that lists its cases", () => {
    const LISTED = `{"implementations": {"python:mine": [
      { "match": "a.clause", "cases": ["a/1", "a/2"], "verdict": "fail", "reason": "known" }
    ]}}`;
    const codes = (verdicts: Parameters<typeof mine>[0]) => {
      const [section] = parseExpectations(LISTED, "x.json").sections;
      const options = { today: "2026-05-04" };
      return checkExpectations(section!, mine(verdicts), options).violations.map(
        ({ code, cases }) => `${code} ${cases.join()}`,
      );
    };
    const cases = (verdicts: Parameters<typeof mine>[0]) => {
      const { text } = update(LISTED, mine(verdicts));
      return parseExpectations(text, "x.json").sections[0]!.entries.map(({ entry }) =>
        [entry.verdict, ...(entry.cases ?? [])].join(" "),
      );
    };

    it("extends the list by what fails too, which was unexpected", () => {
      const verdicts = { "a/1": "fail", "a/2": "fail", "a/3": "fail" } as const;
      expect(codes(verdicts)).to.deep.equal(["unexpected-failure a/3"]);
      expect(cases(verdicts)).to.deep.equal(["fail a/1 a/2 a/3"]);
    });

    it("extends a list that says what is wrong, by what is wrong in the same way", () => {
      const text = LISTED.replace('"reason"', '"mismatch": "trace", "reason"');
      const subject = mine({ "a/1": "fail", "a/2": "fail", "a/3": "fail", "a/4": "fail" });
      for (const result of subject.results)
        result.reason = result.case === "a/4" ? "outcome" : "trace";
      const { sections } = parseExpectations(update(text, subject).text, "x.json");
      expect(sections[0]!.entries.map(({ entry }) => entry.cases)).to.deep.equal([
        ["a/1", "a/2", "a/3"],
        ["a/4"],
      ]);
    });

    it("is found by the name with and without the default factory", () => {
      const long = LISTED.replace("python:mine", "python:mine:new_event_loop");
      const subject = mine({ "a/1": "fail", "a/2": "fail" });
      expect(update(long, subject)).to.deep.equal({ text: long, changes: [] });
    });

    it("takes out what passes, which was stale", () => {
      const verdicts = { "a/1": "pass", "a/2": "fail" } as const;
      expect(codes(verdicts)).to.deep.equal(["unexpected-pass a/1"]);
      expect(cases(verdicts)).to.deep.equal(["fail a/2"]);
      expect(cases({ "a/1": "pass", "a/2": "pass" })).to.deep.equal([]);
    });

    it("moves what is wrong in another way to an entry of that kind", () => {
      const verdicts = { "a/1": "timeout", "a/2": "fail" } as const;
      expect(codes(verdicts)).to.deep.equal(["other-verdict a/1"]);
      expect(cases(verdicts)).to.deep.equal(["fail a/2", "timeout a/1"]);
    });

    it("takes out what the suite no longer has", () => {
      expect(codes({ "a/1": "fail" })).to.deep.equal(["matches-nothing "]);
      expect(cases({ "a/1": "fail" })).to.deep.equal(["fail a/1"]);
    });
  });

  it("pins what the implementation offers, around the comments of an old list", () => {
    const subject = mine(AS_RECORDED);
    const once = expectUpdate(parseExpectations(FILE, "x.json"), [subject], { pin: true });
    const [section] = parseExpectations(once.text, "x.json").sections;
    expect(section?.pins).to.deep.include({ capabilities: ["fd", "threads"], judged: 5 });
    for (const comment of ["// Waiting for a release.", "/* all of them */", "// hangs"]) {
      expect(once.text).to.include(comment);
    }
    const again = expectUpdate(parseExpectations(once.text, "x.json"), [subject], { pin: true });
    expect(again).to.deep.equal({ text: once.text, changes: [] });
    for (const bare of ["[]", '{"entries": []}', EMPTY_EXPECTATIONS]) {
      const { text } = expectUpdate(parseExpectations(bare, "x.json"), [mine({ "a/1": "pass" })], {
        pin: true,
      });
      const [own] = parseExpectations(text, "x.json", "python:mine").sections;
      expect(own?.pins, bare).to.deep.include({ judged: 1 });
    }
  });
});
