/** Channels beside the trace, the virtual clock, and platforms without fork. */
import { expect } from "chai";
import {
  assign,
  block,
  call,
  callback,
  coroutine,
  difference,
  do_,
  drop,
  event,
  join,
  log,
  measure,
  pair,
  raise,
  repeat,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  addReader,
  callLater,
  callSoon,
  runForever,
  runUntilComplete,
  STOP,
  setDebug,
  stop,
} from "../../language/loop-methods.ts";
import { greeted, needsPython, type PythonDriver } from "./python-driver-process.spec.ts";

describe("python driver: channels and clocks", function () {
  this.timeout(20_000);

  let driver: PythonDriver;
  let capabilities: readonly string[];

  before(async function () {
    needsPython(this);
    driver = await greeted();
    ({ capabilities } = await driver.hello());
  });
  after(() => driver?.kill());

  it("captures warnings and the log of asyncio, of this program only", async () => {
    const program: Program = {
      fns: { never: coroutine(), oops: callback(raise("AppError", "x")) },
      main: [do_(call("never")), callSoon("oops"), callSoon(STOP), runForever()],
    };
    const result = await driver.run(program);
    // Said when the coroutine is freed: at once where references are counted.
    const never = {
      category: "RuntimeWarning",
      message: "coroutine 'never' was never awaited",
    };
    expect(result.warnings).to.deep.equal(capabilities.includes("gc") ? [never] : []);
    expect(result.logs).to.have.length(1);
    expect(result.logs[0]).to.include({ level: "ERROR", exception: "AppError:x" });
    const next = await driver.run({ fns: {}, main: [] });
    expect(next).to.deep.include({ warnings: [], logs: [], reports: [], trace: [] });
  });

  it("captures what debug mode logs", async () => {
    const program: Program = {
      fns: { slow: callback(block(0.02)) },
      main: [
        setDebug(true),
        { op: "set_attr", attr: "slow_callback_duration", value: 0.01 },
        callSoon("slow"),
        callSoon(STOP),
        runForever(),
      ],
    };
    const { logs } = await driver.run(program);
    expect(
      logs.some(({ level, message }) => level === "WARNING" && message.includes("took")),
    ).to.equal(true);
  });

  it("records the timeouts that the loop under test asks for", async () => {
    const program: Program = {
      fns: {},
      main: [
        stop(),
        runForever(),
        assign("other", { make: "loop" }),
        do_({
          m: "run_until_complete",
          on: variable("other"),
          args: [{ m: "shutdown_asyncgens", on: variable("other") }],
        }),
        callLater(0.02, STOP),
        runForever(),
      ],
    };
    const { polls = [] } = await driver.run(program);
    expect(polls[0]).to.equal(0);
    expect(polls[1]).to.be.within(0.01, 0.02);
  });

  it("jumps through virtual time, to the exact timeouts", async () => {
    const program: Program = {
      fns: { a: callback(measure("loop_time", "at"), block(5)) },
      main: [
        measure("time", "t0"),
        callLater(3600, "a"),
        callLater(7200, STOP),
        runForever(),
        difference("time", "t0", "all"),
        { op: "metric", value: variable("at"), as: "at" },
        assign("other", { make: "loop" }),
        do_({
          m: "run_until_complete",
          on: variable("other"),
          args: [{ asyncio: "sleep", args: [100] }],
        }),
        difference("time", "t0", "both"),
      ],
    };
    const started = performance.now();
    const result = await driver.run(program, { clock: "virtual" });
    expect(performance.now() - started).to.be.below(5000);
    expect(result).to.deep.include({ outcome: "ok", trace: ["a"], polls: [3600, 3595] });
    expect(result.metrics).to.deep.equal({ all: 7200, at: 3600, both: 7300 });
  });

  it("reports a deadlock on the virtual clock as a hang, and goes on", async () => {
    const program: Program = {
      fns: { a: callback(), b: coroutine(log("b"), sleep(1)) },
      main: [
        pair("p"),
        addReader("p", "a"),
        runUntilComplete(call("b")),
        try_(runForever()),
        log("never"),
      ],
    };
    const result = await driver.run(program, { clock: "virtual" });
    expect(result).to.deep.include({
      outcome: "hang",
      trace: ["b", "b"],
      why: "nothing left to wait for",
    });
    expect(result).not.to.have.property("tainted");
    expect((await driver.run({ fns: {}, main: [log("on")] })).trace).to.deep.equal(["on"]);
  });

  it("runs on the virtual clock a thread that is joined at once, and no other", async () => {
    const fns = { worker: threadFunction() };
    const joined: Program = { fns, main: [thread("worker", "t"), join("t"), log("on")] };
    const result = await driver.run(joined, { clock: "virtual" });
    expect(result).to.deep.include({ outcome: "ok", trace: ["worker", "on"] });
    const later: Program = { fns, main: [thread("worker", "t"), log("between"), join("t")] };
    expect(await driver.run(later, { clock: "virtual" })).to.deep.include({
      outcome: "unsupported",
      why: "on a virtual clock: threads",
    });
  });

  it("refuses on the virtual clock what it cannot foresee", async () => {
    const programs = {
      threads: [event("e")],
      executor: [do_({ m: "run_in_executor", args: [null, { bound: "time" }] })],
      signals: [{ op: "raise_signal", signal: "SIGUSR1" } as const],
      subprocesses: [do_({ subprocess_exit: 1 })],
    };
    for (const [why, main] of Object.entries(programs)) {
      const result = await driver.run({ fns: {}, main }, { clock: "virtual" });
      expect(result).to.deep.include({
        outcome: "unsupported",
        trace: [],
        why: `on a virtual clock: ${why}`,
      });
    }
  });

  it("needs less than a millisecond for a program without timers", async () => {
    const program: Program = {
      fns: { a: callback() },
      main: [repeat(3, callSoon("a")), callSoon(STOP), runForever(), drop("loop")],
    };
    const times: number[] = [];
    for (let run = 0; run < 101; run += 1) times.push((await driver.run(program)).us);
    const median = times.toSorted((a, b) => a - b)[50];
    // Ten times what it takes: this catches a mistake, not a busy machine.
    expect(median).to.be.below(5000);
  });

  it("isolates by a process of its own where there is no fork", async () => {
    const other = await greeted({ before: "import os; del os.fork" });
    const program: Program = {
      fns: {},
      main: [
        do_({ asyncio: "set_event_loop", args: [variable("loop")] }),
        show("same", { same: [{ asyncio: "get_event_loop" }, variable("loop")] }),
      ],
    };
    const result = await other.run(program, { isolate: true });
    expect(result).to.deep.include({ outcome: "ok", trace: ["same=True"], seq: 1 });
    expect(result).not.to.have.property("tainted");
    const hang = await other.run(
      { fns: {}, main: [log("a"), runForever()] },
      { isolate: true, timeout: 0.2 },
    );
    expect(hang).to.deep.include({ outcome: "hang", trace: ["a"] });
    expect(
      await other.tryRun(
        { fns: {}, main: [{ op: "harness", what: "exit", text: "6" }] },
        { isolate: true },
      ),
    ).to.equal(undefined);
    expect((await other.ended).code).to.equal(6);
  });
});
