import { expect } from "chai";
import { ENTRY_LIMIT, TRACE_CUT, TRACE_LIMIT } from "../../protocol.ts";
import { Recorder } from "./recorder.ts";

describe("the recorder", () => {
  it("cuts long entries by characters, and tells of each as it is written", () => {
    const told: string[] = [];
    const recorder = new Recorder((entry) => told.push(entry));
    recorder.log("a");
    recorder.log("\u{1F600}".repeat(ENTRY_LIMIT + 1));
    const { trace } = recorder.observation("ok");
    expect(trace).to.deep.equal(["a", "\u{1F600}".repeat(ENTRY_LIMIT)]);
    expect(told).to.deep.equal(trace);
  });

  it("has the last entry say more, and counts entries", () => {
    const told: string[] = [];
    const recorder = new Recorder((entry, replaces) => told.push(replaces ? `-> ${entry}` : entry));
    recorder.amend("nothing to amend");
    for (const text of ["a", "b", "a"]) recorder.log(text);
    recorder.amend("ab");
    expect([recorder.length, recorder.count("a"), recorder.count("b")]).to.deep.equal([3, 1, 1]);
    recorder.end("ok");
    recorder.amend("too late");
    expect(recorder.observation("ok").trace).to.deep.equal(["a", "b", "ab"]);
    expect(told).to.deep.equal(["a", "b", "a", "-> ab"]);
  });

  it("cuts a trace without end", () => {
    const recorder = new Recorder();
    for (let count = 0; count < TRACE_LIMIT + 5; count += 1) recorder.log("x");
    const { trace } = recorder.observation("ok");
    expect(trace).to.have.lengthOf(TRACE_LIMIT);
    expect(trace.slice(-2)).to.deep.equal(["x", TRACE_CUT]);
  });

  it("keeps what was seen, not what comes later", () => {
    const recorder = new Recorder();
    recorder.log("before");
    const seen = recorder.end("ok", [0], "why");
    recorder.log("after");
    expect(recorder.observation("ok").trace).to.deep.equal(["before"]);
    recorder.metric("late", 1);
    expect(seen).to.deep.equal({
      outcome: "ok",
      trace: ["before"],
      metrics: {},
      reports: [],
      warnings: [],
      logs: [],
      polls: [0],
      why: "why",
    });
  });

  it("records reports, warnings and log records in the protocol's form", () => {
    const recorder = new Recorder();
    recorder.report("h", { message: "m", exception: new TypeError("x"), handle: {} });
    recorder.report("h", new Map([["message", "m"]]));
    recorder.report("h", null);
    recorder.warning({ category: "ResourceWarning", message: "w" });
    recorder.logRecord({ level: "error", message: "l", exception: new TypeError("x") });
    recorder.logRecord({ level: "WARNING", message: "l" });
    const { reports, warnings, logs } = recorder.observation("ok");
    expect(reports).to.deep.equal([
      {
        handler: "h",
        keys: ["exception", "handle", "message"],
        message: "m",
        exception: "TypeError",
      },
      { handler: "h", keys: ["message"], message: "m", exception: null },
      { handler: "h", keys: [], message: null, exception: null },
    ]);
    expect(warnings).to.deep.equal([{ category: "ResourceWarning", message: "w" }]);
    expect(logs).to.deep.equal([
      { level: "ERROR", message: "l", exception: "TypeError" },
      { level: "WARNING", message: "l", exception: null },
    ]);
  });

  it("does not let a program in a loop fill the memory", () => {
    const recorder = new Recorder();
    for (let count = 0; count < 1500; count += 1) {
      recorder.report("h", {});
      recorder.warning({ category: "c", message: "w" });
      recorder.logRecord({ level: "error", message: "l" });
    }
    const { reports, warnings, logs } = recorder.observation("ok");
    expect([reports.length, warnings.length, logs.length]).to.deep.equal([1000, 1000, 1000]);
  });

  it("refuses metrics that are no numbers", () => {
    expect(() => new Recorder().metric("dt", Number.NaN)).to.throw("`dt` is not a finite number");
    expect(() => new Recorder().metric("dt", "1")).to.throw("`dt` is not a finite number");
  });
});
