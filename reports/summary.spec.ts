import { expect } from "chai";
import { parseExpectations } from "./expectations/parse.ts";
import { gate } from "./gate.ts";
import { renderSummary } from "./summary.ts";
import { hostileDocument } from "./testing/hostile-document.ts";
import { sampleDocument } from "./testing/sample-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./testing/sample-results.ts";

const mine = sampleImplementationOf("python:mine", {
  "stop/a": "fail",
  "stop/b": "pass",
  "stop/c": "unsupported",
  "close/a": "flaky",
  "time/a": "differs",
});
const document = sampleDocumentOf([mine], {
  clauses: {
    "stop.clause": {
      says: "A loop that is told to stop runs the batch to its end.",
      heading: "Running",
      source: "Running, sentence 3",
      level: "MUST",
      basis: "chapter",
      status: "cases",
    },
  },
});

describe("summary on a terminal", () => {
  it("shows score, broken clauses with sentence and source, and the explaining command", () => {
    expect(renderSummary(document)).to.equal(`\
python:mine · 1.4.2 · typescript 20.19.0 · linux-x64 · edition 3.13 · virtual clock
  1 of 3 judged passed (1 fail, 1 differs) · 1 flaky · 1 unsupported
  Broken: 2 clauses
    stop.clause  MUST, chapter · 1 of 3 cases
      A loop that is told to stop runs the batch to its end.
      Source: Running, sentence 3
      ✗ fail stop/a: stop/a holds
        stop/a is wrong
        $ loopspec explain stop/a -i python:mine
    close.clause  MUST, chapter · 1 of 1 case
      ~ flaky close/a: close/a holds
        close/a is wrong
        $ loopspec explain close/a -i python:mine
  Differs, not gated: 1 clause
    time.clause  MUST, chapter · 1 of 1 case
      ≠ differs time/a: time/a holds
        time/a is wrong
        $ loopspec explain time/a -i python:mine`);
  });

  it("tells what is expected apart, and what the gate wants changed", () => {
    const text = `[{"match": "stop/*", "verdict": "fail", "reason": "known since 1.0"}]`;
    const outcome = gate([document], { expectations: [parseExpectations(text, "e.json")] });
    const lines = renderSummary(document, { gate: outcome });
    expect(lines).to.match(/Expected: 1 clause\n {4}stop\.clause/);
    expect(lines).to.include("stop/a is wrong (expected: known since 1.0)");
    expect(lines).to.include("The gate does not hold: 2 problems.");
    expect(lines).to.include("e.json:1: python:mine: stop/b passes, against the entry for stop/*.");
    expect(lines).to.include("e.json:1: 1 failure not listed. `loopspec expect update` adds them.");
    expect(lines).to.include("To do: narrow the match to the cases that still fail");
  });

  it("says when the gate holds, and why an implementation could not be started", () => {
    const good = sampleDocumentOf([sampleImplementationOf("x", { "a/x": "pass" })]);
    expect(renderSummary(good, { gate: gate([good]) })).to.match(/The gate holds\.$/);
    const failure = { code: "x", message: "No module named 'y'", hint: "Install y." };
    const bad = sampleDocumentOf([{ ...sampleImplementationOf("y", {}), failure }]);
    expect(renderSummary(bad)).to.match(/could not be started: No module named 'y'\n {2}Install y/);
  });

  it("keeps to the width, commands and ids aside", () => {
    const lines = renderSummary(sampleDocument(), { width: 60 }).split("\n");
    const prose = lines.filter((line) => /^ {6,8}(Statement|The trace)/.test(line));
    expect(prose.length).to.be.above(0);
    expect(prose.filter((line) => line.length > 60)).to.deep.equal([]);
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
