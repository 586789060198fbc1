import { expect } from "chai";
import {
  allTasks,
  CancelledError,
  Context,
  type Coroutine,
  currentTask,
  DeadlockError,
  EventLoop,
  type Future,
  KeyboardInterrupt,
  RuntimeError,
  SystemExit,
  sleep,
  Task,
  VirtualSelector,
} from "../index.ts";

const makeLoop = () => new EventLoop(new VirtualSelector());

describe("Task", () => {
  it("starts in a later iteration and is known to the loop until it is done", () => {
    const loop = makeLoop();
    const trace: unknown[] = [];
    function* work() {
      trace.push(currentTask() === task, [...allTasks()].length);
      yield* sleep(1);
      trace.push(currentTask() === task);
      return "r";
    }
    const task = loop.createTask(work(), { name: "work" });
    expect(task).to.be.instanceOf(Task);
    expect(trace).to.deep.equal([]);
    expect(loop.runUntilComplete(task)).to.equal("r");
    expect(trace).to.deep.equal([true, 1, true]);
    expect(allTasks(loop).size).to.equal(0);
    expect(currentTask(loop)).to.equal(null);
    expect(() => currentTask()).to.throw(RuntimeError);
  });

  it("takes turns with other tasks, one step an iteration", () => {
    const loop = makeLoop();
    const trace: string[] = [];
    function* counter(name: string): Coroutine<void> {
      for (let i = 0; i < 3; i += 1) {
        trace.push(`${name}${i}`);
        yield;
      }
    }
    const tasks = ["a", "b"].map((name) => loop.createTask(counter(name)));
    for (const task of tasks) loop.runUntilComplete(task);
    expect(trace).to.deep.equal(["a0", "b0", "a1", "b1", "a2", "b2"]);
  });

  it("has names, generated ones differ, and answers what it was made of", () => {
    const loop = makeLoop();
    const coroutine = sleep(0);
    const context = new Context();
    const task = loop.createTask(coroutine, { name: "n", context });
    expect(task.getName()).to.equal("n");
    task.setName("m");
    expect(String(task)).to.equal("<Task pending name='m'>");
    expect(task.getCoro()).to.equal(coroutine);
    expect(task.getContext()).to.equal(context);
    const names = [loop.createTask(sleep(0)), loop.createTask(sleep(0))].map((t) => t.getName());
    expect(names[0]).to.match(/^Task-\d+$/);
    expect(names[0]).to.not.equal(names[1]);
    loop.runUntilComplete(sleep(1));
  });

  it("has a generated name where null is given, and no context but a Context", () => {
    const loop = makeLoop();
    expect(loop.createTask(sleep(0), { name: null as never }).getName()).to.match(/^Task-\d+$/);
    expect(() => loop.createTask(sleep(0), { context: 5 as never })).to.throw("`context`");
    loop.runUntilComplete(sleep(0));
  });

  it("shows a circle of tasks that await each other without going round for ever", () => {
    const loop = makeLoop();
    function* awaiting(other: () => Task<unknown>): Coroutine<unknown> {
      return yield* other();
    }
    const first: Task<unknown> = loop.createTask(
      awaiting(() => second),
      { name: "first" },
    );
    const second = loop.createTask(
      awaiting(() => first),
      { name: "second" },
    );
    expect(() => loop.runUntilComplete(first)).to.throw(DeadlockError, "wait_for=<Task pending");
  });

  it("refuses what is no coroutine, unknown options, and results from outside", () => {
    const loop = makeLoop();
    async function* foreign() {}
    for (const bad of [5, null, () => {}, loop.createFuture(), [1], foreign()]) {
      expect(() => loop.createTask(bad as never)).to.throw(TypeError, "coroutine");
    }
    expect(() => loop.createTask(sleep(0), { bogus: 1 } as never)).to.throw(TypeError, "`bogus`");
    const task = loop.createTask(sleep(0));
    expect(() => task.setResult()).to.throw(RuntimeError);
    expect(() => task.setException()).to.throw(RuntimeError);
    loop.runUntilComplete(task);
  });

  const misuses: [string, (loop: EventLoop) => unknown, RegExp][] = [
    ["a number", () => 5, /yielded `5` \(number\)/],
    ["a coroutine", () => sleep(1), /await it with yield\*/],
    ["a future without yield*", (loop) => loop.createFuture(), /await it with yield\*/],
  ];
  for (const [what, make, message] of misuses) {
    it(`throws RuntimeError into a coroutine that yields ${what}`, () => {
      const loop = makeLoop();
      function* main(): Generator<unknown, string, void> {
        try {
          yield make(loop);
        } catch (error) {
          expect(error).to.be.instanceOf(RuntimeError);
          return (error as Error).message;
        }
        return "not refused";
      }
      expect(loop.runUntilComplete(main())).to.match(message);
    });
  }

  it("refuses to await a future of another loop, or itself", () => {
    const loop = makeLoop();
    const foreign = makeLoop().createFuture();
    function* awaiting(make: () => Future) {
      yield* make();
    }
    expect(() => loop.runUntilComplete(awaiting(() => foreign))).to.throw("different loop");
    const task: Task<void> = loop.createTask(awaiting(() => task as Future));
    expect(() => loop.runUntilComplete(task)).to.throw("cannot await itself");
  });

  for (const error of [new KeyboardInterrupt(), new SystemExit(3)]) {
    it(`passes ${error.name} out of the run at once, and holds it`, () => {
      const loop = makeLoop();
      function* main() {
        yield;
        throw error;
      }
      const task = loop.createTask(main());
      const later: string[] = [];
      loop.callSoon(() => loop.callSoon(() => later.push("later")));
      expect(() => loop.runUntilComplete(task)).to.throw(error.constructor as never);
      expect(task.exception()).to.equal(error);
      loop.runUntilComplete(sleep(0));
      expect(later).to.deep.equal(["later"]);
    });
  }
});

describe("cancelling a task", () => {
  it("before it has begun runs none of it", () => {
    const loop = makeLoop();
    const trace: string[] = [];
    function* work() {
      trace.push("ran");
      yield;
    }
    const task = loop.createTask(work());
    expect(task.cancel()).to.equal(true);
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError);
    expect(task.cancelled()).to.equal(true);
    expect(task.cancel()).to.equal(false);
    expect(trace).to.deep.equal([]);
  });

  it("cancels what it awaits and hands on the message; finally may await", () => {
    const loop = makeLoop();
    const inner = loop.createFuture();
    const trace: unknown[] = [];
    function* work() {
      try {
        yield* inner;
      } catch (error) {
        trace.push((error as Error).message);
        throw error;
      } finally {
        yield* sleep(1);
        trace.push(loop.time());
      }
    }
    const task = loop.createTask(work());
    loop.callLater(5, () => task.cancel("enough"));
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError, "enough");
    expect(inner.cancelled()).to.equal(true);
    expect(trace).to.deep.equal(["enough", 6]);
  });

  it("can be survived, counted and taken back", () => {
    const loop = makeLoop();
    function* work(): Coroutine<string> {
      try {
        yield* sleep(10);
      } catch (error) {
        expect(error).to.be.instanceOf(CancelledError);
      }
      expect(task.cancelling()).to.equal(2);
      expect([task.uncancel(), task.uncancel(), task.uncancel()]).to.deep.equal([1, 0, 0]);
      yield* sleep(1);
      return "survived";
    }
    const task: Task<string> = loop.createTask(work());
    loop.callLater(1, () => [task.cancel(), task.cancel()]);
    // The second request comes while the first is on its way: it is not thrown once more.
    expect(loop.runUntilComplete(task)).to.equal("survived");
  });

  it("asked for twice at once throws the first", () => {
    const loop = makeLoop();
    const task = loop.createTask(sleep(10));
    loop.callLater(1, () => [task.cancel("first"), task.cancel("second")]);
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError, "first");
  });

  it("by itself takes effect at the next await, or at its end", () => {
    const loop = makeLoop();
    function* awaits() {
      currentTask()?.cancel();
      yield* sleep(10);
      return "reached";
    }
    function* returns(): Coroutine<string> {
      yield;
      currentTask()?.cancel();
      return "r";
    }
    expect(() => loop.runUntilComplete(awaits())).to.throw(CancelledError);
    expect(loop.time()).to.equal(0);
    expect(() => loop.runUntilComplete(returns())).to.throw(CancelledError);
  });

  it("after the awaited future is done, before the task goes on, still cancels", () => {
    const loop = makeLoop();
    const future = loop.createFuture();
    function* work() {
      return yield* future;
    }
    const task = loop.createTask(work());
    loop.callLater(1, () => {
      future.setResult("done");
      task.cancel();
    });
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError);
  });
});
