import { expect } from "chai";
import {
  CancelledError,
  Context,
  ContextVar,
  type Coroutine,
  currentTask,
  DefaultEventLoopPolicy,
  type ErrorContext,
  EventLoop,
  getEventLoop,
  getRunningLoop,
  Runner,
  RuntimeError,
  run,
  setEventLoopPolicy,
  sleep,
  ValueError,
  VirtualSelector,
} from "../index.ts";

describe("run and Runner", () => {
  const made: EventLoop[] = [];
  const makeLoop = () => {
    made.push(new EventLoop(new VirtualSelector()));
    return made.at(-1) as EventLoop;
  };

  beforeEach(() => {
    made.length = 0;
    setEventLoopPolicy(new DefaultEventLoopPolicy(makeLoop));
  });

  afterEach(() => setEventLoopPolicy(null));

  it("run() makes a loop, returns the result, closes the loop, and leaves no current one", () => {
    function* main() {
      yield* sleep(1);
      return getRunningLoop();
    }
    const loop = run(main());
    expect([loop]).to.deep.equal(made);
    expect(loop.isClosed()).to.equal(true);
    expect(() => getEventLoop()).to.throw(RuntimeError);
  });

  it("run() raises what the coroutine raises, and closes the loop all the same", () => {
    function* main(): Coroutine<void> {
      yield;
      throw new Error("main");
    }
    expect(() => run(main())).to.throw("main");
    expect(made[0]?.isClosed()).to.equal(true);
  });

  it("run() refuses what is no coroutine, and to be nested", () => {
    expect(() => run(5 as never)).to.throw(ValueError, "`5` (number)");
    expect(() => run(makeLoop().createFuture() as never)).to.throw(ValueError);
    function* main() {
      expect(() => run(sleep(0))).to.throw(RuntimeError, "running event loop");
      expect(() => new Runner().run(sleep(0))).to.throw(RuntimeError, "running event loop");
      yield;
    }
    run(main());
    expect(() => new Runner({ bogus: 1 } as never)).to.throw(TypeError, "`bogus`");
  });

  it("run() uses debug and loopFactory, and with a factory installs nothing", () => {
    let factories = 0;
    const current = makeLoop();
    new DefaultEventLoopPolicy(makeLoop);
    function* main() {
      yield;
      return getRunningLoop().getDebug();
    }
    const loopFactory = () => {
      factories += 1;
      return makeLoop();
    };
    expect(run(main(), { debug: true, loopFactory })).to.equal(true);
    expect(run(main(), { debug: false })).to.equal(false);
    const debugging = () => {
      const loop = makeLoop();
      loop.setDebug(true);
      return loop;
    };
    expect(run(main(), { debug: null, loopFactory: debugging })).to.equal(true);
    expect(factories).to.equal(1);
    expect(current.isClosed()).to.equal(false);
  });

  it("run() cancels and awaits the tasks that are left, and reports their errors", () => {
    const trace: string[] = [];
    const reports: ErrorContext[] = [];
    function* left(error: Error | null): Coroutine<void> {
      try {
        yield* sleep(100);
      } catch (caught) {
        trace.push((caught as Error).name);
        yield* sleep(1);
        trace.push("cleaned up");
        throw error ?? caught;
      }
    }
    const error = new Error("left");
    function* main() {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_, context) => reports.push(context));
      loop.createTask(left(null));
      loop.createTask(left(error));
      yield* sleep(1);
    }
    run(main());
    expect(trace).to.deep.equal(["CancelledError", "CancelledError", "cleaned up", "cleaned up"]);
    expect(reports).to.have.length(1);
    expect(reports[0]).to.include({ exception: error });
    expect(CancelledError.name).to.equal("CancelledError");
  });

  it("a Runner makes its loop when needed, and its runs share loop and context", () => {
    const runner = new Runner();
    expect(made).to.deep.equal([]);
    const variable = new ContextVar("v", { default: 0 });
    function* increment(): Coroutine<number> {
      yield;
      variable.set(variable.get() + 1);
      return variable.get();
    }
    expect(runner.run(increment())).to.equal(1);
    expect(runner.run(increment())).to.equal(2);
    expect(runner.run(increment(), { context: new Context() })).to.equal(1);
    expect(variable.get()).to.equal(0);
    expect([runner.getLoop()]).to.deep.equal(made);
    expect(getEventLoop()).to.equal(made[0]);
    runner.close();
    runner.close();
    expect(() => runner.getLoop()).to.throw(RuntimeError, "closed");
    expect(() => runner.run(sleep(0))).to.throw(RuntimeError, "closed");
    expect(currentTask(made[0] as EventLoop)).to.equal(null);
  });

  it("a Runner cannot be closed while its loop runs, and can afterwards", () => {
    const runner = new Runner({ loopFactory: makeLoop });
    function* main() {
      expect(() => runner.close()).to.throw(RuntimeError, "running");
      yield* sleep(1);
      return "undisturbed";
    }
    expect(runner.run(main())).to.equal("undisturbed");
    expect(made[0]?.isClosed()).to.equal(false);
    runner.close();
    expect(made[0]?.isClosed()).to.equal(true);
    expect(() => runner.getLoop()).to.throw(RuntimeError, "closed");
  });

  it("a Runner refuses a factory that is none, unknown options, and what is no context", () => {
    expect(() => new Runner({ loopFactory: 5 as never })).to.throw(TypeError, "`5` (number)");
    const runner = new Runner({ loopFactory: makeLoop });
    expect(() => runner.run(sleep(0), { context: 5 as never })).to.throw(TypeError, "`context`");
    expect(() => runner.run(sleep(0), { bogus: 1 } as never)).to.throw(TypeError, "`bogus`");
    runner.close();
  });

  it("a Runner that never ran closes without making a loop", () => {
    new Runner().close();
    expect(made).to.deep.equal([]);
  });
});
