import { expect } from "chai";
import type { Verdict } from "./document.ts";
import { historyOf } from "./history.ts";
import { formatHistoryHtml, formatHistoryMarkdown } from "./history-render.ts";
import { hostileDocument } from "./testing/hostile-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./testing/sample-results.ts";

function run(day: string, version: string, verdicts: Record<string, Verdict>, digest = "same") {
  const implementation = { ...sampleImplementationOf("python:mine", verdicts), version };
  const suite = { version: "1.0.0", digest, clauses: 3, cases: 3 };
  return sampleDocumentOf([implementation], { startedAt: `2026-01-${day}T00:00:00.000Z`, suite });
}

const RUNS = [
  run("03", "1.2", { "a/1": "pass", "b/1": "fail", "c/1": "pass", "d/1": "differs" }, "other"),
  run("01", "1.0", { "a/1": "fail", "a/2": "pass", "b/1": "pass", "c/1": "pass" }),
  run("02", "1.1", { "a/1": "unsupported", "b/1": "pass", "c/1": "pass" }),
];

describe("the history of runs", () => {
  const [history] = historyOf(RUNS);

  it("orders runs by version and by time, and tells them by version", () => {
    expect(history?.runs.map(({ label }) => label)).to.deep.equal(["1.0", "1.1", "1.2"]);
    const later = { ...RUNS[0]!, startedAt: "2027-01-01T00:00:00.000Z" };
    const order = historyOf([later, ...RUNS.slice(1)])[0]?.runs.map(({ label }) => label);
    expect(order).to.deep.equal(["1.0", "1.1", "1.2"]);
    const twice = historyOf([RUNS[1]!, { ...RUNS[1]!, startedAt: "2026-02-01T00:00:00.000Z" }]);
    expect(twice[0]?.runs.map(({ label }) => label)).to.deep.equal([
      "1.0 of 2026-01-01",
      "1.0 of 2026-02-01",
    ]);
  });

  it("says which sentence broke or was mended when; what is not judged changes nothing", () => {
    const told = history?.sentences.map(({ clause, states, events }) => ({
      clause,
      states,
      events,
    }));
    expect(told).to.deep.equal([
      {
        clause: "a.clause",
        states: ["broken", "unjudged", "holds"],
        events: [
          { run: 0, what: "broken" },
          { run: 2, what: "mended" },
        ],
      },
      {
        clause: "b.clause",
        states: ["holds", "holds", "broken"],
        events: [{ run: 2, what: "broke" }],
      },
    ]);
    expect(history?.steady).to.equal(2);
  });

  it("is one page, and says where the suite changed too", () => {
    const text = formatHistoryMarkdown([history!]);
    expect(text).to.include("3 runs, 2 sentences broken in at least one, 2 other sentences never");
    expect(text).to.match(/\| ✓ \| ✓ \| ✗ \| broke in 1.*2, with another suite \|/);
    const page = formatHistoryHtml([history!]);
    expect(page).to.match(/^<!doctype html>/);
    expect(page).to.include("broken since the first run, 1.0; mended in 1.2");
  });

  it("shows a hostile document and obeys nothing of it", () => {
    const page = formatHistoryHtml(historyOf([hostileDocument()]));
    expect(page).not.to.match(/<script|href="(?!https:)/i);
    expect(formatHistoryMarkdown(historyOf([hostileDocument()]))).not.to.match(
      /(?!\n)\p{Cc}|[\u202a-\u202e]/u,
    );
  });
});
