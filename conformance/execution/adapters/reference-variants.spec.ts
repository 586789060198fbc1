import { expect } from "chai";
import { koffiAbsence } from "../../../reference/index.ts";
import {
  assign,
  await_,
  block,
  call,
  callback,
  coroutine,
  drain,
  log,
  makeReady,
  pair,
  quiet,
  raise,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  addReader,
  asyncio,
  callLater,
  callSoon,
  runForever,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import type { Observation } from "../protocol.ts";
import { AdapterError } from "./adapter-error.ts";
import { referenceAdapter } from "./reference.ts";

type Fns = Program["fns"];

const observe = async (variant: string, main: Operation[], fns: Fns = {}): Promise<Observation> =>
  referenceAdapter(variant).run({ fns, main }, { timeout: 10, clock: "real" });

const noDescriptors = koffiAbsence() !== null;

describe("variants of the reference loop", () => {
  it("refuses one that does not exist, and names those that do", () => {
    expect(() => referenceAdapter("epoll"))
      .to.throw(AdapterError, "no variant `epoll`")
      .with.property("hint", "There are virtual, thread, poll, host.");
  });

  for (const variant of ["virtual", "thread", "poll", "host"]) {
    it(`runs callbacks, timers and coroutines: ${variant}`, async function () {
      if (variant === "poll" && noDescriptors) this.skip();
      const fns = {
        soon: callback(),
        later: callback(),
        main_: coroutine(await_(asyncio("sleep", 0.002)), { op: "return", value: 7 }),
      };
      const main = [
        callLater(0.001, "later"),
        callSoon("soon"),
        runUntilComplete(call("main_"), { show: "result" }),
      ];
      const { trace, outcome } = await observe(variant, main, fns);
      expect(outcome).to.equal("ok");
      expect(trace).to.deep.equal(["soon", "main_", "later", "result=7"]);
    });

    it(`raises what a run raises, and refuses a nested run: ${variant}`, async function () {
      if (variant === "poll" && noDescriptors) this.skip();
      const fns = {
        fails: quiet(coroutine(raise("AppError", "x"))),
        nests: callback(try_(runForever()), { op: "do", what: { m: "stop" } }),
      };
      const main = [
        try_(runUntilComplete(call("fails"))),
        callSoon("nests"),
        runForever(),
        log("end"),
      ];
      const { trace } = await observe(variant, main, fns);
      expect(trace).to.deep.equal(["!AppError:x", "nests", "!RuntimeError", "end"]);
    });
  }

  for (const variant of ["virtual", "poll"]) {
    it(`watches descriptors: ${variant}`, async function () {
      if (variant === "poll" && noDescriptors) this.skip();
      const fns = { reader: callback(drain("p"), { op: "do", what: { m: "stop" } }) };
      const main = [pair("p"), addReader("p", "reader"), makeReady("p"), runForever()];
      const { trace, outcome } = await observe(variant, main, fns);
      expect([outcome, trace]).to.deep.equal(["ok", ["reader"]]);
    });
  }

  it("tells the exit status of a child process: poll", async function () {
    if (noDescriptors) this.skip();
    this.timeout(10_000);
    const fns = { main_: quiet(coroutine(await_({ subprocess_exit: 3 }, { show: "status" }))) };
    const { trace } = await observe("poll", [runUntilComplete(call("main_"))], fns);
    expect(trace).to.deep.equal(["status=3"]);
  });

  it("lets a busy program's timers become due in virtual time", async () => {
    const fns = {
      again: quiet(callback(callSoon("again"))),
      halt: callback({ op: "do", what: { m: "stop" } }),
    };
    const { trace } = await observe(
      "virtual",
      [callSoon("again"), callLater(5, "halt"), runForever()],
      fns,
    );
    expect(trace).to.deep.equal(["halt"]);
  });

  it("makes descriptors of a program ready for all its loops", async () => {
    const fns = { reader: callback(drain("p")) };
    const end = { end: "p", side: 0 } as const;
    const { trace } = await observe(
      "virtual",
      [
        pair("p"),
        makeReady("p"),
        assign("other", { make: "loop" }),
        {
          op: "do",
          what: { m: "add_reader", on: variable("other"), args: [end, { fn: "reader" }] },
        },
        runUntilComplete(asyncio("sleep", 0), { on: variable("other") }),
        runUntilComplete(asyncio("sleep", 0), { on: variable("other") }),
      ],
      fns,
    );
    expect(trace).to.deep.equal(["reader"]);
  });

  it("keeps programs' values of variables apart where main waits for promises", async () => {
    const variable = { cv: "var" } as const;
    const setting: Operation = { op: "cv_set", var: "var", value: 1 };
    const { trace } = await observe("host", [
      setting,
      runUntilComplete(asyncio("sleep", 0)),
      show("after the run", variable),
      block(0.001),
    ]);
    expect(trace).to.deep.equal(["after the run=1"]);
    expect((await observe("host", [show("var", variable)])).trace).to.deep.equal(["var=unset"]);
  });

  it("offers what a selector can do", () => {
    const of = (variant: string) => referenceAdapter(variant).capabilities;
    expect(of("virtual")).to.include.members(["descriptors", "poll-trace", "run", "policies"]);
    expect(of("virtual")).not.to.include.members(["sockets"]);
    expect(of("thread")).not.to.include("descriptors");
    expect(of("host")).to.include.members(["run", "runner", "poll-trace", "signals"]);
    for (const variant of ["virtual", "thread"]) expect(of(variant)).not.to.include("signals");
    expect(of("host")).not.to.include("signals-at-once");
    if (!noDescriptors) expect(of("poll")).to.include.members(["sockets", "subprocesses"]);
  });
});
