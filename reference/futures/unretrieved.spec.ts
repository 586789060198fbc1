import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import {
  asyncGenerator,
  type ErrorContext,
  EventLoop,
  emit,
  HostSelector,
  shield,
  sleep,
  VirtualSelector,
} from "../index.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Collects until something is seen; the host calls back some turns after a collection. */
async function collectUntil(seen: () => boolean): Promise<boolean> {
  for (let i = 0; i < 100 && !seen(); i += 1) {
    collect();
    await turn();
  }
  return seen();
}

describe("what is collected", () => {
  it("a failed future that nobody asked is reported, as soon as the host tells", async () => {
    const loop = new EventLoop(new VirtualSelector());
    const reports: ErrorContext[] = [];
    loop.setExceptionHandler((_, context) => reports.push(context));
    const errors = ["future", "task", "asked", "awaited"].map((name) => new Error(name));
    (() => {
      loop.createFuture().setException(errors[0]);
      loop.createTask(failing(errors[1]));
      const asked = loop.createFuture();
      asked.setException(errors[2]);
      asked.exception();
      expect(() => loop.runUntilComplete(failing(errors[3]))).to.throw("awaited");
    })();
    expect(await collectUntil(() => reports.length >= 2)).to.equal(true);
    const found = reports.map(({ message, exception }) => [message, exception]);
    expect(found).to.have.deep.members([
      ["Future exception was never retrieved", errors[0]],
      ["Task exception was never retrieved", errors[1]],
    ]);
  });

  it("a failed future is reported in debug mode with the place where it was made", async () => {
    const loop = new EventLoop(new VirtualSelector());
    const reports: ErrorContext[] = [];
    loop.setExceptionHandler((_, context) => reports.push(context));
    loop.setDebug(true);
    (() => {
      loop.createFuture().setException(new Error("e"));
    })();
    expect(await collectUntil(() => reports.length > 0)).to.equal(true);
    expect(reports[0]?.source_traceback).to.contain("unretrieved.spec.ts");
  });

  it("an error behind a shield whose awaiting task was cancelled is reported", async () => {
    const loop = new EventLoop(new VirtualSelector());
    const reports: ErrorContext[] = [];
    loop.setExceptionHandler((_, context) => reports.push(context));
    const error = new Error("behind the shield");
    (() => {
      const outer = shield(loop.createTask(failing(error)));
      outer.cancel();
      // Its own callback comes before the end of what it shielded, which takes two more steps.
      loop.runUntilComplete(sleep(1));
    })();
    expect(await collectUntil(() => reports.length > 0)).to.equal(true);
    expect(reports[0]?.exception).to.equal(error);
  });

  it("an asynchronous generator that its user has dropped is closed by its loop", async () => {
    const loop = new EventLoop(new HostSelector());
    const trace: string[] = [];
    const make = asyncGenerator(function* () {
      try {
        yield emit(1);
      } finally {
        yield* sleep(0);
        trace.push("closed");
        loop.stop();
      }
    });
    (() => {
      loop.runUntilComplete(make().anext());
    })();
    const running = loop.runAsync();
    expect(await collectUntil(() => trace.length > 0)).to.equal(true);
    await running;
    expect(trace).to.deep.equal(["closed"]);
    loop.close();
  });
});

function* failing(error: unknown): Generator<unknown, void, void> {
  yield;
  throw error;
}
