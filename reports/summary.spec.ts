import { expect } from "chai";
import type { CaseResult } from "./document.ts";
import { parseExpectations } from "./expectations/parse.ts";
import { gate } from "./gate.ts";
import { renderSummary } from "./summary.ts";
import { hostileDocument } from "./testing/hostile-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./testing/sample-results.ts";

const mine = sampleImplementationOf("python:mine", {
  "stop/a": "fail",
  "stop/b": "pass",
  "stop/c": "unsupported",
  "stop/d": "fail",
  "close/a": "flaky",
  "time/a": "differs",
});
const document = sampleDocumentOf([mine], {
  clauses: {
    "stop.clause": {
      says: "A loop that is told to stop runs the batch to its end.",
      heading: "Running",
      source: "Running, sentence 3",
      entry: "loop.stop()",
      url: "https://docs.python.org/3.13/library/asyncio-eventloop.html#asyncio.loop.stop",
      level: "MUST",
      basis: "chapter",
      status: "cases",
    },
    "other.clause": {
      says: "Nobody has tested this.",
      heading: "Running",
      source: "Running, sentence 4",
      level: "MUST",
      basis: "chapter",
      status: "pending",
      why: "later",
    },
  },
});

describe("summary on a terminal", () => {
  it("tells each deviation with sentence, cases and the command that explains it", () => {
    expect(renderSummary(document, { path: "results.json" })).to.equal(`\
python:mine · 1.4.2 · Python 20.19.0 · linux-x64 · edition 3.13 · virtual clock
  mine 1.4.2: 2 deviations (3 of 5 cases)
  MUST 1/2 sentences hold
     2 cases  A loop that is told to stop runs the batch to its end.
              $ loopspec explain stop/a -i python:mine  # stop.clause
      1 case  close.clause
              $ loopspec explain close/a -i python:mine  # close.clause
  Differs where no text decides, never red: 1 difference (1 case)
  Beside: 1 unsupported

Results: results.json
Not judged: 1 of 4 sentences (1 no case written yet). Silence is not a pass.`);
  });

  it("says first which member is missing", () => {
    const why = "`Mine` has no member `createFuture`";
    const results = mine.results.map((result) =>
      result.case === "stop/a"
        ? { ...result, observed: { outcome: "raised AttributeError", trace: [], why } }
        : result,
    );
    const [, , , first] = renderSummary({
      ...document,
      implementations: [{ ...mine, results }],
    }).split("\n");
    expect(first).to.include(`2 cases  ${why}. A loop that is told to stop`);
  });

  it("names the member that cannot be called, where the case itself caught the error", () => {
    const needs = "needs `loop.stop`, which is broken: A loop that is told to stop";
    const results = mine.results.map((result): CaseResult => {
      if (result.verdict === "fail")
        return { ...result, observed: { outcome: "ok", trace: ["!AttributeError"] } };
      if (result.case !== "close/a") return result;
      return { ...result, verdict: "not-judged", because: "stop.clause", message: needs };
    });
    const said = renderSummary({
      ...document,
      implementations: [{ ...mine, results }],
    });
    expect(said).to.match(/cases {2}`loop\.stop` cannot be called\. A loop that is told to stop/);
  });

  it("lists every case only when asked to", () => {
    expect(renderSummary(document)).not.to.include("stop/d");
    const all = renderSummary(document, { verbose: true });
    for (const id of ["stop/a", "stop/d", "close/a", "time/a"]) expect(all).to.include(`${id}: `);
    expect(all).to.match(/\n {14}Running, sentence 3\n {14}https:\S+#asyncio\.loop\.stop\n/);
  });

  it("breaks sentences at the width of the terminal, and no command", () => {
    const long = "A sentence of many words that goes on. ".repeat(10).trim();
    const clauses = { "stop.clause": { ...document.clauses!["stop.clause"]!, says: long } };
    for (const width of [60, 80, 100, 200]) {
      const text = renderSummary({ ...document, clauses }, { width, gate: gate([document]) });
      const lines = text.split("\n");
      const commands = lines.filter((line) => line.startsWith(`${" ".repeat(14)}$ `));
      expect(commands).to.have.length(2);
      expect(text.replace(/\s+/g, " ")).to.include(long.slice(0, 300));
      expect(text).to.include("`loopspec expect update`");
      for (const line of lines)
        if (!commands.includes(line)) expect(line.length, line).to.be.at.most(width);
    }
  });

  it("lists fewer deviations on a narrow terminal: what is listed fits a screen", () => {
    const says = "A sentence of many words that goes on. ".repeat(8).trim();
    const verdicts = Array.from({ length: 30 }, (_, i) => [`area${i}/case`, "fail" as const]);
    const bad = sampleImplementationOf("python:bad", Object.fromEntries(verdicts));
    const clauses = Object.fromEntries(
      bad.results.map(({ clauses: [id] }) => [id, { ...document.clauses!["stop.clause"]!, says }]),
    );
    const all = sampleDocumentOf([bad], { clauses });
    const options = { gate: gate([all]), path: "results.json" };
    const shown = (width: number) => renderSummary(all, { ...options, width }).split("\n");
    const listed = (width: number) => shown(width).filter((line) => line.includes("1 case  "));
    expect(listed(60).length).to.be.within(3, listed(100).length - 1);
    for (const width of [60, 80, 100]) expect(shown(width).length).to.be.at.most(45);
    expect(shown(80).join("\n")).to.match(/and \d+ more deviations \(\d+ cases\); --verbose/);
  });

  it("tells what is known in a line, and what the gate wants changed", () => {
    const text = `[{"match": "stop/*", "verdict": "fail", "reason": "known since 1.0"}]`;
    const outcome = gate([document], { expectations: [parseExpectations(text, "e.json")] });
    const lines = renderSummary(document, { gate: outcome, width: 1000 });
    expect(lines).to.include("mine 1.4.2: 1 deviation (1 of 5 cases), 1 known (2 of 5 cases)");
    expect(lines).to.include("Known: 1 deviation (2 cases): known since 1.0");
    expect(lines).to.include("does not hold: 1 deviation (1 case) and 1 other problem. Not listed");
    expect(lines).to.include("e.json:1: python:mine: stop/b passes, against the entry for stop/*.");
    expect(lines).to.include("To do: narrow the match to the cases that still fail");
  });

  it("says when the gate holds, and why an implementation could not be started", () => {
    const good = sampleDocumentOf([sampleImplementationOf("x", { "a/x": "pass" })]);
    const lines = renderSummary(good, { gate: gate([good]) }).split("\n");
    expect(lines.slice(1)).to.deep.equal([
      "  x 1.4.2: no deviation in 1 case",
      "  MUST 1/1 sentences hold",
      "",
      "The gate holds.",
      "The one sentence was judged.",
    ]);
    const quick = { ...good, suite: { ...good.suite, options: { quick: true } } };
    expect(renderSummary(quick)).to.include("hold, by one case each (--quick)");
    const failure = { code: "x", message: "No module named 'y'", hint: "Install y." };
    const bad = sampleDocumentOf([{ ...sampleImplementationOf("y", {}), failure }]);
    expect(renderSummary(bad)).to.match(/could not be started: No module named 'y'\n {2}Install y/);
    const wordy = { ...failure, message: "The module cannot be imported. ".repeat(9).trim() };
    const long = sampleDocumentOf([{ ...sampleImplementationOf("y", {}), failure: wordy }]);
    for (const line of renderSummary(long).split("\n")) expect(line.length).to.be.at.most(100);
  });

  it("says of an edition that the catalogue does not know what it is worth", () => {
    const newer = {
      ...mine,
      edition: "4.0",
      editionNote: "edition 4.0 is newer than the catalogue",
    };
    const text = renderSummary(sampleDocumentOf([newer]));
    expect(text).to.include("\n  Note: edition 4.0 is newer than the catalogue.\n");
    expect(renderSummary(document)).not.to.include("Note:");
  });

  it("fits a screen whatever the loop breaks", () => {
    const verdicts = Array.from({ length: 300 }, (_, i) => [`area-${i}/case`, "fail" as const]);
    const bad = sampleDocumentOf([
      sampleImplementationOf("python:bad", Object.fromEntries(verdicts)),
    ]);
    const lines = renderSummary(bad, { gate: gate([bad]), path: "r.json" }).split("\n");
    expect(lines.length).to.be.at.most(40);
    expect(lines.join("\n")).to.include("and 285 more deviations (285 cases); --verbose");
  });

  it("uses colours only when asked to, and lets no document send any", () => {
    const hostile = hostileDocument();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    expect(renderSummary(hostile)).not.to.match(controls);
    const colored = renderSummary(hostile, { color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    expect(colored.replace(/\u001b\[(1|2|22|31|32|33|39)m/g, "")).not.to.match(controls);
    expect(colored).to.include("\u001b[31m");
  });
});
