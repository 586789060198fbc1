import { expect } from "chai";
import { call, callback, coroutine, log, try_, variable } from "../language/build.ts";
import type { Program } from "../language/case.ts";
import {
  callSoon,
  createFuture,
  createTask,
  methodCall,
  runForever,
  runUntilComplete,
  STOP,
} from "../language/loop-methods.ts";
import { type Difference, differenceOf, type Sighting } from "./compare.ts";
import { VirtualExpecting } from "./expecting.ts";

const expecting = new VirtualExpecting("virtual");

/** Why no more is claimed of a loop whose trace of the program is another one. */
function because(program: Program, trace: readonly string[]): string | undefined {
  const expected = expecting.ask(program) as Sighting;
  const difference = differenceOf(expected, { ...expected, trace }) as Difference;
  return expecting.whyNoMore(program, expected, difference);
}

const fns = {
  first: callback(callSoon("second")),
  second: callback(callSoon("third")),
  third: callback(),
  work: coroutine(),
};

describe("what is expected of programs", () => {
  it("claims no more where run_until_complete() may as well end an iteration later", () => {
    // Both hear of the future in one iteration: the callback, and the run that it ends.
    const program: Program = {
      fns: { ...fns, heard: { ...callback(callSoon("second")), params: ["future"] } },
      main: [
        createFuture("future"),
        methodCall("future", "add_done_callback", [{ fn: "heard" }]),
        callSoon({ bound: "set_result", on: variable("future") }, [null]),
        runUntilComplete(variable("future")),
      ],
    };
    expect(because(program, ["heard", "second"])).to.include("run_until_complete()");
  });

  it("claims no more where a task may as well wake whoever waits for it later", () => {
    const waits = coroutine({ op: "await", what: { $: "task" } }, log("woken"));
    const program: Program = {
      fns: { ...fns, waits },
      main: [createTask(call("work"), "task"), callSoon("first"), runUntilComplete(call("waits"))],
    };
    expect(because(program, ["work", "first", "waits", "second", "late", "woken"])).to.include(
      "wake",
    );
  });

  it("claims what is promised of a run that something else ends", () => {
    const program = {
      fns,
      main: [callSoon("first"), callSoon(STOP), try_(runForever()), log("end")],
    };
    expect(because(program, ["first", "second", "end"])).to.equal(undefined);
  });
});
