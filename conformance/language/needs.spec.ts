import { expect } from "chai";
import {
  call,
  callback,
  do_,
  functionNamed,
  log,
  onSignal,
  quiet,
  raise,
  raiseSignal,
  thread,
  threadFunction,
  variable,
} from "./build.ts";
import type { Program } from "./case.ts";
import { callSoon, loopCall, runUntilComplete } from "./loop-methods.ts";
import { capabilitiesOf, needsProcessOfItsOwn } from "./needs.ts";
import type { Operation } from "./operation.ts";

const SIGINT = 2;
const SIGTERM = 15;

const needsOf = (main: readonly Operation[], fns: Program["fns"] = {}) =>
  capabilitiesOf({ fns, main }, { trace: [] });

describe("capabilitiesOf", () => {
  it("asks for nothing where nothing is done", () => {
    expect(needsOf([log("a"), callSoon("a")], { a: callback() })).to.deep.equal([]);
  });

  it("asks for signals where one is sent, handled or looked at, and for a process", () => {
    for (const operation of [
      raiseSignal("SIGTERM"),
      onSignal("SIGTERM", "a"),
      loopCall("add_signal_handler", [SIGTERM, functionNamed("a")]),
      do_({ disposition: "SIGTERM" }),
    ]) {
      expect(needsOf([operation], { a: callback() })).to.deep.equal(["signals"]);
      expect(needsProcessOfItsOwn({ fns: { a: callback() }, main: [operation] })).to.equal(true);
    }
  });

  it("asks for TLS where a keyword is about it", () => {
    const open = (kwargs: { readonly [name: string]: null | number | boolean }) =>
      needsOf([do_({ m: "create_connection", args: [], kwargs })]);
    expect(open({ ssl: true })).to.include("tls");
    expect(open({ ssl_handshake_timeout: 1 })).to.include("tls");
    expect(open({ ssl: null })).not.to.include("tls");
    expect(open({ family: 2 })).not.to.include("tls");
  });

  it("asks for any thread where a thread runs a loop, itself or through what it calls", () => {
    const run = runUntilComplete(variable("future"));
    const main = [thread("worker", "t")];
    expect(needsOf(main, { worker: threadFunction(run) })).to.deep.equal(["any-thread", "threads"]);
    const through = { worker: threadFunction(do_(call("inner"))), inner: callback(run) };
    expect(needsOf(main, through)).to.include("any-thread");
    const asked = { worker: threadFunction(callSoon("inner")), inner: callback(run) };
    expect(needsOf(main, asked)).to.deep.equal(["threads"]);
  });

  describe("asks for signals at once", () => {
    const atOnce = ["signals", "signals-at-once"];

    it("where SIGINT has no function of the program", () => {
      expect(needsOf([raiseSignal("SIGINT")])).to.deep.equal(atOnce);
      expect(needsOf([callSoon("a")], { a: callback(raiseSignal("SIGINT")) })).to.deep.equal(
        atOnce,
      );
      const handled = loopCall("add_signal_handler", [SIGINT, functionNamed("a")]);
      expect(needsOf([handled, raiseSignal("SIGINT")], { a: callback() })).to.deep.equal([
        "signals",
      ]);
      const set = onSignal("SIGINT", "a");
      expect(needsOf([set, raiseSignal("SIGINT")], { a: callback() })).to.deep.equal(["signals"]);
    });

    it("where SIGINT is given back its own action", () => {
      const restored = [onSignal("SIGINT", "a"), onSignal("SIGINT", null), raiseSignal("SIGINT")];
      expect(needsOf(restored, { a: callback() })).to.deep.equal(atOnce);
    });

    it("where a signal's function raises, and not where a handler of the loop does", () => {
      const fns = { a: quiet(callback(raise("KeyboardInterrupt"))) };
      expect(needsOf([onSignal("SIGTERM", "a")], fns)).to.include.members(atOnce);
      const handler = loopCall("add_signal_handler", [SIGTERM, functionNamed("a")]);
      expect(needsOf([handler], fns)).to.deep.equal(["interrupts", "signals"]);
    });
  });
});
