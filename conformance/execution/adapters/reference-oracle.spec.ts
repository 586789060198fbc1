import { expect } from "chai";
import { VirtualSelector } from "../../../reference/index.ts";
import {
  asyncGenerator,
  call,
  callback,
  coroutine,
  do_,
  join,
  log,
  raise,
  show,
  thread,
  threadFunction,
  try_,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import {
  asyncio,
  callSoonThreadsafe,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { referenceOracle } from "./reference-oracle.ts";

const oracle = referenceOracle(500);
const traceOf = (program: Program) => oracle(program).observation.trace;

describe("the reference as an oracle", () => {
  it("has a thread that is joined at once run without a running loop, in an empty context", () => {
    const program: Program = {
      fns: {
        worker: threadFunction(
          show("v", { cv: "v" }),
          try_(do_(asyncio("get_running_loop"))),
          callSoonThreadsafe("later"),
        ),
        later: callback(show("running", { m: "is_running" })),
        work: coroutine({ op: "cv_set", var: "v", value: 1 }, thread("worker", "t"), join("t")),
      },
      main: [runUntilComplete(call("work")), stop(), runForever()],
    };
    expect(traceOf(program)).to.deep.equal([
      "work",
      "worker",
      "v=unset",
      "!RuntimeError",
      "later",
      "running=True",
    ]);
  });

  it("has what a thread raises end that thread alone", () => {
    const program: Program = {
      fns: { worker: threadFunction(raise("AppError", "e")) },
      main: [thread("worker", "t"), join("t"), log("on")],
    };
    expect(oracle(program).observation).to.deep.include({ outcome: "ok", trace: ["worker", "on"] });
  });

  it("says where the time shows that closing generators takes", () => {
    const fns = {
      items: asyncGenerator({ op: "yield", value: 1 }),
      work: coroutine({ op: "await", what: { anext: call("items") } }),
    };
    const closing = runUntilComplete({ m: "shutdown_asyncgens" });
    const quiet: Program = { fns, main: [runUntilComplete(call("work")), closing] };
    expect(oracle(quiet).shutdownTimeOpen).to.equal(false);
    const cut: Program = { fns, main: [do_({ m: "call_soon", args: [STOP] }), try_(closing)] };
    expect(oracle(cut).shutdownTimeOpen).to.equal(true);
  });

  it("says where the time shows that passes between a report of a closed generator and the end", () => {
    const busy = asyncGenerator(
      { op: "await", what: { asyncio: "sleep", args: [1] } },
      { op: "yield", value: 1 },
    );
    const step = coroutine(try_({ op: "await", what: { anext: { $: "open" } } }));
    const program = (...reported: Operation[]): Program => ({
      fns: { busy, step, told: { kind: "handler", body: reported } },
      main: [
        do_({ m: "set_exception_handler", args: [{ fn: "told" }] }),
        { op: "do", what: call("busy"), as: "open" },
        do_({ m: "create_task", args: [call("step")] }),
        try_(runUntilComplete({ m: "shutdown_asyncgens" })),
      ],
    });
    const stops = oracle(program(do_({ m: "stop" })));
    expect(stops.observation.trace).to.include("told");
    expect(stops.shutdownTimeOpen).to.equal(true);
    expect(oracle(program()).shutdownTimeOpen).to.equal(false);
  });

  it("says where it shows when a timer runs that is due when it is set", () => {
    const fns = { due: callback(), other: callback() };
    const timer = do_({ m: "call_at", args: [{ time_plus: -1 }, { fn: "due" }] });
    const soon = (callable: Expression) => do_({ m: "call_soon", args: [callable] });
    const end = do_({ m: "call_later", args: [1, STOP] });
    expect(oracle({ fns, main: [timer, end, runForever()] }).overdueOrderOpen).to.equal(false);
    const beside: Program = { fns, main: [timer, soon({ fn: "other" }), end, runForever()] };
    expect(oracle(beside).overdueOrderOpen).to.equal(true);
  });

  it("forgets loops that were closed: one more costs no more than the last one", () => {
    const made: Operation[] = [
      { op: "do", what: { make: "loop" }, as: "made" },
      do_({ m: "close", on: { $: "made" } }),
      { op: "make_ready", pair: "pair" },
      { op: "drain", pair: "pair" },
    ];
    const program: Program = {
      fns: {},
      main: [
        { op: "do", what: { make: "socketpair" }, as: "pair" },
        { op: "repeat", times: 3, body: made },
      ],
    };
    let told = 0;
    const makeReady = VirtualSelector.prototype.makeReady;
    VirtualSelector.prototype.makeReady = function (...args) {
      told += 1;
      makeReady.apply(this, args);
    };
    try {
      expect(oracle(program).observation.outcome).to.equal("ok");
    } finally {
      VirtualSelector.prototype.makeReady = makeReady;
    }
    // The first loop is told of two ends and of three arrivals, and each further one of two ends.
    expect(told).to.equal(2 + 3 + 3 * 2);
  });

  it("has no current loop in another thread", () => {
    const program: Program = {
      fns: { worker: threadFunction(try_(do_(asyncio("get_event_loop")))) },
      main: [
        do_({ asyncio: "set_event_loop", args: [{ $: "loop" }] }),
        thread("worker", "t"),
        join("t"),
        show("still", { same: [{ asyncio: "get_event_loop" }, { $: "loop" }] }),
      ],
    };
    expect(traceOf(program)).to.deep.equal(["worker", "!RuntimeError", "still=True"]);
  });
});
