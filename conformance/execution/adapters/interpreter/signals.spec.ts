import { expect } from "chai";
import {
  callback,
  do_,
  functionNamed,
  log,
  onSignal,
  quiet,
  raise,
  raiseSignal,
  show,
} from "../../../language/build.ts";
import type { Program } from "../../../language/case.ts";
import { callSoon, loopCall, runFor, runForever } from "../../../language/loop-methods.ts";
import type { Operation } from "../../../language/operation.ts";
import type { Observation } from "../../protocol.ts";
import { referenceAdapter } from "../reference.ts";

const adapter = referenceAdapter("host");
const SIGTERM = 15;
const halt = callback(do_({ m: "stop" }));

const observe = async (main: Operation[], fns: Program["fns"] = {}): Promise<Observation> =>
  adapter.run({ fns, main }, { timeout: 10, clock: "real" });

describe("signals in programs", () => {
  it("reach the loop's handlers, in a run and after it", async () => {
    const { outcome, trace } = await observe(
      [
        loopCall("add_signal_handler", [SIGTERM, functionNamed("halt")]),
        callSoon("sends"),
        runForever(),
        loopCall("remove_signal_handler", [SIGTERM], { show: "removed" }),
        loopCall("remove_signal_handler", [SIGTERM], { show: "again" }),
      ],
      { halt, sends: callback(raiseSignal("SIGTERM"), log("sent")) },
    );
    expect(outcome).to.equal("ok");
    expect(trace).to.deep.equal(["sends", "sent", "halt", "removed=True", "again=False"]);
  });

  it("reach functions of the program, the last one that was set", async () => {
    const { trace } = await observe(
      [
        onSignal("SIGUSR2", "first"),
        onSignal("SIGUSR2", "second"),
        raiseSignal("SIGUSR2"),
        runFor(0.01),
      ],
      { first: callback(), second: callback() },
    );
    expect(trace).to.deep.equal(["second"]);
  });

  it("have their default action where nothing was set, or what was is gone", async () => {
    const disposition = show("now", { disposition: "SIGUSR2" });
    const main = [disposition, onSignal("SIGUSR2", "f"), disposition, onSignal("SIGUSR2", null)];
    const { trace } = await observe([...main, disposition], { f: callback() });
    expect(trace).to.deep.equal(["now=default", "now=handler", "now=default"]);
  });

  it("are nothing to the next program", async () => {
    const fns = { halt, stray: callback() };
    const listeners = () => process.listenerCount("SIGUSR2") + process.listenerCount("SIGTERM");
    const before = listeners();
    await observe(
      [
        onSignal("SIGUSR2", "stray"),
        loopCall("add_signal_handler", [SIGTERM, functionNamed("stray")]),
        raiseSignal("SIGUSR2"),
        raiseSignal("SIGTERM"),
      ],
      fns,
    );
    expect(listeners()).to.equal(before);
    const { trace } = await observe([runFor(0.01), log("end")], fns);
    expect(trace).to.deep.equal(["end"]);
  });

  it("have nobody to raise in: a program that does needs more", async () => {
    const fns = {
      fails: callback(raise("AppError", "x")),
      fault: quiet(callback(do_({ $: "unbound" }))),
    };
    const raising = await observe([onSignal("SIGUSR2", "fails")], fns);
    expect([raising.outcome, raising.why]).to.deep.equal(["unsupported", "needs signals-at-once"]);
    const main = [onSignal("SIGUSR2", "fault"), raiseSignal("SIGUSR2"), runFor(0.01), log("end")];
    const faulty = await observe(main, { fault: fns.fault });
    expect([faulty.outcome, faulty.trace]).to.deep.equal(["error", ["end"]]);
    const nested = { nested: quiet(callback(do_({ m: "no_such_method" }))) };
    const other = await observe(
      [onSignal("SIGUSR2", "nested"), raiseSignal("SIGUSR2"), runFor(0.01)],
      nested,
    );
    expect(other.outcome).to.equal("unsupported");
    expect(other.why).to.match(/^`nested` raised AttributeError.* at a signal, and no code runs/);
  });
});
