import { expect } from "chai";
import { do_ } from "../language/build.ts";
import type { Expectation } from "../language/case.ts";
import { asyncio } from "../language/loop-methods.ts";
import type { Observation } from "../language/observation.ts";
import { judgeObservation } from "./judge.ts";
import { caseOf, seen } from "./testing/case-and-observation.ts";

const options = { clockResolution: 0.001 };
const judge = (expectation: Expectation, observation: Observation) =>
  judgeObservation(caseOf(expectation), observation, options);
const nothing: Expectation = { trace: [] };

describe("judgeObservation", () => {
  it("passes what was expected, without a reason", () => {
    expect(judge({ trace: ["a"] }, seen({ trace: ["a"] }))).to.deep.equal({ verdict: "pass" });
  });

  it("fails a broken MUST of the chapter", () => {
    expect(judge({ trace: ["a"] }, seen({ trace: ["b"] }))).to.deep.equal({
      verdict: "fail",
      reason: "trace",
      message: "entry 1: expected `a`, got `b`",
    });
  });

  for (const clause of [
    "stop.returns-none",
    "call-soon-threadsafe.ordered-with-call-soon",
  ] as const) {
    it(`says \`differs\` where ${clause} is not met`, () => {
      const judgement = judgeObservation(caseOf(nothing, clause), seen({ trace: ["a"] }), options);
      expect(judgement.verdict).to.equal("differs");
    });
  }

  it("says `differs` where the program has nothing to do with the implementation", () => {
    const main = [do_(asyncio("get_running_loop"))];
    const kase = caseOf({ trace: ["a"] }, "call-soon.fifo", { program: { fns: {}, main } });
    expect(judgeObservation(kase, seen(), options).verdict).to.equal("differs");
  });

  for (const [clause, verdict] of [
    ["call-soon.fifo", "timeout"],
    ["stop.returns-none", "differs"],
  ] as const) {
    it(`says \`${verdict}\` for a hang where ${clause} is at stake, and names the last entry`, () => {
      const observation = seen({ outcome: "hang", trace: ["a"], why: "in select" });
      expect(judgeObservation(caseOf(nothing, clause), observation, options)).to.deep.equal({
        verdict,
        reason: "hang",
        message: "hung after `a` (in select)",
      });
    });
  }

  it("blames the driver for a capability that it declared and lacks", () => {
    const judgement = judge(nothing, seen({ outcome: "unsupported", why: "no fork" }));
    expect(judgement).to.include({ verdict: "error", reason: "unsupported" });
    expect(judgement.message).to.include("no fork");
  });

  it("blames the driver for a program that it cannot run", () => {
    expect(judge(nothing, seen({ outcome: "error", why: "unknown op" }))).to.include({
      verdict: "error",
      reason: "driver",
    });
  });

  it("expects the outcome that the case names", () => {
    const expectation: Expectation = { trace: [], outcome: "raised RuntimeError" };
    expect(judge(expectation, seen({ outcome: "raised RuntimeError" })).verdict).to.equal("pass");
    expect(judge(expectation, seen()).message).to.equal(
      "the program ended with `ok`, expected `raised RuntimeError`",
    );
  });

  it("names the outcome, not the missing entries, where a program broke off", () => {
    const judgement = judge(
      { trace: ["a", "b"] },
      seen({ trace: ["a"], outcome: "raised TypeError" }),
    );
    expect(judgement.reason).to.equal("outcome raised TypeError");
  });
});

describe("the channels beside the trace", () => {
  const bounds = { trace: [], bounds: { dt: [0.01, 1] } } as const;
  const rows: readonly [string, Expectation, Partial<Observation>, string | undefined][] = [
    ["an interval within its bounds", bounds, { metrics: { dt: 0.5 } }, undefined],
    ["an interval short by one clock resolution", bounds, { metrics: { dt: 0.0091 } }, undefined],
    ["an interval short by more", bounds, { metrics: { dt: 0.0089 } }, "bounds"],
    ["an interval that is too long", bounds, { metrics: { dt: 1.0001 } }, "bounds"],
    ["an interval that was not measured", bounds, {}, "bounds"],
    ["an open bound", { trace: [], bounds: { n: [null, 5] } }, { metrics: { n: -100 } }, undefined],
    [
      "a report with its keys",
      { trace: [], reports: [{ has: ["message"], exception: "ValueError" }] },
      {
        reports: [{ handler: "h", keys: ["message", "x"], message: "m", exception: "ValueError" }],
      },
      undefined,
    ],
    [
      "a report without a key",
      { trace: [], reports: [{ has: ["handle"] }] },
      { reports: [{ handler: "h", keys: ["message"], message: "m", exception: null }] },
      "reports",
    ],
    [
      "a report with another exception",
      { trace: [], reports: [{ exception: "ValueError" }] },
      { reports: [{ handler: "h", keys: [], message: null, exception: null }] },
      "reports",
    ],
    [
      "a report with another message",
      { trace: [], reports: [{ message: "boom" }] },
      { reports: [{ handler: "h", keys: [], message: "other", exception: null }] },
      "reports",
    ],
    [
      "a report too many",
      { trace: [], reports: [] },
      { reports: [{ handler: "h", keys: [], message: null, exception: null }] },
      "reports",
    ],
    [
      "a warning that is there",
      { trace: [], warnings: { includes: [{ category: "ResourceWarning" }] } },
      { warnings: [{ category: "ResourceWarning", message: "m" }] },
      undefined,
    ],
    [
      "a missing warning",
      { trace: [], warnings: { includes: [{ category: "ResourceWarning" }] } },
      {},
      "warnings",
    ],
    [
      "a forbidden warning",
      { trace: [], warnings: { excludes: [{}] } },
      { warnings: [{ category: "X", message: "m" }] },
      "warnings",
    ],
    [
      "a log record by level and exception",
      { trace: [], logs: { includes: [{ level: "ERROR", exception: "ValueError" }] } },
      { logs: [{ level: "ERROR", message: "m", exception: "ValueError" }] },
      undefined,
    ],
    [
      "a forbidden log record",
      { trace: [], logs: { excludes: [{ level: "ERROR" }] } },
      { logs: [{ level: "ERROR", message: "m", exception: null }] },
      "logs",
    ],
    [
      "the polls that were asked for",
      { trace: [], polls: [0, null] },
      { polls: [0, null] },
      undefined,
    ],
    ["other polls", { trace: [], polls: [0] }, { polls: [0, 0] }, "polls"],
    ["polls that were not recorded", { trace: [], polls: [0] }, {}, "polls"],
  ];
  for (const [what, expectation, observation, reason] of rows) {
    it(`${reason === undefined ? "accepts" : "refuses"} ${what}`, () => {
      const judgement = judge(expectation, seen(observation));
      expect(judgement.reason).to.equal(reason);
      if (reason !== undefined) expect(judgement.message).to.be.a("string");
    });
  }
});
