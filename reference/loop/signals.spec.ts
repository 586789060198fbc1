import { once } from "node:events";
import { expect } from "chai";
import {
  _getRunningLoop,
  ContextVar,
  EventLoop,
  HostSelector,
  KeyboardInterrupt,
  sleep,
} from "../index.ts";

const newHostedLoop = () => new EventLoop(new HostSelector());
const raise = (signal: NodeJS.Signals) => process.kill(process.pid, signal);
const nothing = () => {};

/** Sends a signal and waits until Node has told of it. */
async function signalled(signal: NodeJS.Signals): Promise<void> {
  const told = once(process, signal);
  raise(signal);
  await told;
}

describe("signal handlers", () => {
  let loop: EventLoop;

  beforeEach(() => {
    loop = newHostedLoop();
  });

  afterEach(() => loop.close());

  it("run as callbacks of the loop, which they wake, with arguments and context", async () => {
    const variable = new ContextVar<string>("variable");
    const seen: unknown[] = [];
    const handler = (...args: unknown[]) => {
      seen.push(args, variable.get("unset"), _getRunningLoop() === loop);
      loop.stop();
    };
    const token = variable.set("at registration");
    loop.addSignalHandler("SIGUSR2", handler, [1, "two"]);
    variable.reset(token);
    setImmediate(() => raise("SIGUSR2")); // the loop waits without end by then
    await loop.runAsync();
    expect(seen).to.deep.equal([[1, "two"], "at registration", true]);
  });

  it("run once for each signal, in later iterations than the callback that sends it", async () => {
    const trace: string[] = [];
    loop.addSignalHandler("SIGUSR2", () => trace.push("handler"));
    loop.callSoon(() => {
      raise("SIGUSR2");
      trace.push("sent");
    });
    await loop.runAsync(sleep(0.05));
    loop.callSoon(raise, ["SIGUSR2"]);
    await loop.runAsync(sleep(0.05));
    expect(trace).to.deep.equal(["sent", "handler", "handler"]);
  });

  it("run in the next run when the signal comes between two", async () => {
    const trace: string[] = [];
    loop.addSignalHandler("SIGUSR2", () => trace.push("handler"));
    await signalled("SIGUSR2");
    expect(trace).to.deep.equal([]);
    await loop.runAsync(sleep(0));
    expect(trace).to.deep.equal(["handler"]);
  });

  it("are called after a run that blocked, for its signals", async () => {
    const trace: string[] = [];
    loop.addSignalHandler("SIGUSR2", () => trace.push("handler"));
    loop.callSoon(raise, ["SIGUSR2"]);
    loop.runUntilComplete(sleep(0.005));
    trace.push("blocking run over");
    await loop.runAsync(sleep(0.05));
    expect(trace).to.deep.equal(["blocking run over", "handler"]);
  });

  it("are known by name and by number, and by either of two names", () => {
    for (const [added, removed] of [
      ["SIGTERM", 15],
      [15, "SIGTERM"],
      ["SIGIOT", "SIGABRT"],
    ] as const) {
      loop.addSignalHandler(added, nothing);
      expect(loop.removeSignalHandler(removed)).to.equal(true);
      expect(loop.removeSignalHandler(added)).to.equal(false);
    }
  });

  it("replace an earlier one, whose signals are not lost", async () => {
    const trace: string[] = [];
    loop.addSignalHandler("SIGUSR2", () => trace.push("first"));
    await signalled("SIGUSR2");
    loop.addSignalHandler("SIGUSR2", () => trace.push("second"));
    expect(process.listenerCount("SIGUSR2")).to.equal(1);
    await signalled("SIGUSR2");
    await loop.runAsync(sleep(0.005));
    expect(trace).to.deep.equal(["first", "second"]);
  });

  it("do not run once they are removed, and leave nothing behind", async () => {
    loop.addSignalHandler("SIGUSR2", () => expect.fail("it was removed"));
    await signalled("SIGUSR2");
    expect(loop.removeSignalHandler("SIGUSR2")).to.equal(true);
    expect(process.listenerCount("SIGUSR2")).to.equal(0);
    await loop.runAsync(sleep(0));
  });

  it("go with the loop that is closed, all of them, and with no other", () => {
    const counts = () =>
      (["SIGUSR2", "SIGALRM", "SIGPROF"] as const).map((name) => process.listenerCount(name));
    const other = newHostedLoop();
    loop.addSignalHandler("SIGUSR2", nothing);
    loop.addSignalHandler("SIGALRM", nothing);
    other.addSignalHandler("SIGPROF", nothing);
    expect(counts()).to.deep.equal([1, 1, 1]);
    loop.close();
    expect(counts()).to.deep.equal([0, 0, 1]);
    other.close();
    expect(counts()).to.deep.equal([0, 0, 0]);
  });

  it("belong to the loop that asked last", async () => {
    const other = newHostedLoop();
    const trace: string[] = [];
    loop.addSignalHandler("SIGUSR2", () => trace.push("first loop"));
    other.addSignalHandler("SIGUSR2", () => trace.push("second loop"));
    await signalled("SIGUSR2");
    await Promise.all([loop.runAsync(sleep(0)), other.runAsync(sleep(0))]);
    expect(trace).to.deep.equal(["second loop"]);
    expect(loop.removeSignalHandler("SIGUSR2")).to.equal(false);
    loop.close();
    expect(process.listenerCount("SIGUSR2")).to.equal(1);
    expect(other.removeSignalHandler("SIGUSR2")).to.equal(true);
    other.close();
  });

  it("leave the program's own listeners alone", async () => {
    const trace: string[] = [];
    const own = () => trace.push("own");
    process.on("SIGUSR2", own);
    loop.addSignalHandler("SIGUSR2", () => trace.push("the loop's"));
    await signalled("SIGUSR2");
    await loop.runAsync(sleep(0.005));
    loop.removeSignalHandler("SIGUSR2");
    await signalled("SIGUSR2");
    process.off("SIGUSR2", own);
    expect(trace).to.deep.equal(["own", "the loop's", "own"]);
  });

  it("report their errors, and may interrupt the run", async () => {
    const contexts: unknown[] = [];
    const error = new Error("in the handler");
    loop.setExceptionHandler((_loop, { exception }) => contexts.push(exception));
    loop.addSignalHandler("SIGUSR2", () => {
      throw error;
    });
    await signalled("SIGUSR2");
    await loop.runAsync(sleep(0.005));
    expect(contexts).to.deep.equal([error]);
    loop.addSignalHandler("SIGUSR2", () => {
      throw new KeyboardInterrupt();
    });
    await signalled("SIGUSR2");
    const run = await loop.runAsync(sleep(1)).catch((raised: unknown) => raised);
    expect(run).to.be.instanceOf(KeyboardInterrupt);
    expect(loop.isRunning()).to.equal(false);
  });
});
