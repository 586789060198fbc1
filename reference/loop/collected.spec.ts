import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { AsyncGenerator, emit } from "../futures/async-generator.ts";
import { setWarningHook } from "../text/warnings.ts";
import { VirtualSelector } from "../waiting/virtual.ts";
import { EventLoop } from "./event-loop.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Lets the collector work until something is told. A hang is a failure: the limit of the test ends it. */
async function collectUntil(told: () => boolean): Promise<void> {
  while (!told()) {
    await nextTurn();
    collect();
  }
}

const newLoop = () => new EventLoop(new VirtualSelector());

/** Leaves a task pending in a loop that is closed; nothing of it but the loop is returned. */
function closedWithPendingTask(loop: EventLoop): void {
  const future = loop.createFuture();
  loop.createTask(
    (function* () {
      yield* future;
    })(),
    { name: "waits for ever" },
  );
  loop.callSoon(() => loop.stop());
  loop.runForever();
  loop.close();
}

/** Leaves a generator in the midst of a step, in a loop that is closed; only a weak reference to it is returned. */
function leftInTheMidstOfAStep(): WeakRef<object> {
  const loop = newLoop();
  const future = loop.createFuture();
  const generator = new AsyncGenerator(
    (function* () {
      yield* future;
      yield emit(1);
    })(),
  );
  loop.createTask(
    (function* () {
      yield* generator.anext();
    })(),
  );
  loop.callSoon(() => loop.stop());
  loop.runForever();
  loop.close();
  return new WeakRef(generator);
}

describe("what is collected before it was ended", function () {
  this.timeout(30_000); // a collection takes its time where much is alive

  it("is reported: a task that close() left pending", async () => {
    const reports: unknown[] = [];
    const loop = newLoop();
    loop.setExceptionHandler((_loop, { message }) => reports.push(message));
    closedWithPendingTask(loop);
    await collectUntil(() => reports.length > 0);
    expect(reports).to.have.lengthOf(1);
    expect(reports[0]).to.match(
      /^<Task pending name='waits for ever'.* was destroyed but it is pending$/,
    );
  });

  it("goes with its loop: a generator that is left in the midst of a step", async () => {
    const left = leftInTheMidstOfAStep();
    await collectUntil(() => left.deref() === undefined);
    expect(left.deref()).to.equal(undefined);
  });

  it("is warned about: a loop that nobody has closed, and none that was", async () => {
    const warnings: string[] = [];
    const before = setWarningHook((category, message) =>
      warnings.push(`${category.name}: ${message}`),
    );
    try {
      class Closed extends EventLoop {}
      class Unclosed extends EventLoop {}
      new Closed(new VirtualSelector()).close();
      new Unclosed(new VirtualSelector());
      const ours = () => warnings.filter((text) => text.includes("losed was"));
      await collectUntil(() => ours().length > 0);
      expect(ours()).to.have.lengthOf(1);
      expect(ours()[0]).to.match(/^ResourceWarning: unclosed event loop: a Unclosed was collected/);
    } finally {
      setWarningHook(before);
    }
  });
});
