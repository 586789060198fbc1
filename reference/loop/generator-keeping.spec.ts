import { expect } from "chai";
import {
  AsyncGenerator,
  asyncGenerator,
  type Coroutine,
  type ErrorContext,
  EventLoop,
  emit,
  getAsyncGeneratorHooks,
  KeyboardInterrupt,
  ResourceWarning,
  RuntimeError,
  run,
  StopAsyncIteration,
  setWarningHook,
  sleep,
  VirtualSelector,
} from "../index.ts";

const makeLoop = () => new EventLoop(new VirtualSelector());

describe("shutdownAsyncgens", () => {
  function tracked(loop: EventLoop) {
    const trace: string[] = [];
    const make = asyncGenerator(function* (
      name: string,
      cleanUp: () => Coroutine = () => sleep(1),
    ) {
      try {
        yield emit(name);
        yield emit(`${name} again`);
      } finally {
        yield* cleanUp();
        trace.push(`${name}@${loop.time()}`);
      }
    });
    return { trace, make };
  }

  it("closes what was begun and not finished, at once, and awaits the cleaning up", () => {
    const loop = makeLoop();
    const { trace, make } = tracked(loop);
    const [a, b, untouched, finished] = ["a", "b", "c", "d"].map((name) => make(name));
    for (const generator of [a, b, finished]) loop.runUntilComplete(generator!.anext());
    loop.runUntilComplete(finished!.aclose());
    trace.length = 0;
    expect(loop.runUntilComplete(loop.shutdownAsyncgens())).to.equal(undefined);
    expect(trace).to.have.members(["a@2", "b@2"]);
    expect(() => loop.runUntilComplete(a!.anext())).to.throw(StopAsyncIteration);
    expect(untouched).to.be.instanceOf(AsyncGenerator);
    loop.runUntilComplete(loop.shutdownAsyncgens());
    loop.close();
  });

  it("is lazy, and does nothing where none is open", () => {
    const loop = makeLoop();
    const { trace, make } = tracked(loop);
    const generator = make("a");
    loop.runUntilComplete(generator.anext());
    loop.shutdownAsyncgens();
    loop.runUntilComplete(sleep(5));
    expect(trace).to.deep.equal([]);
    makeLoop().runUntilComplete(makeLoop().shutdownAsyncgens());
  });

  it("leaves the generators of other loops alone", () => {
    const [loop, other] = [makeLoop(), makeLoop()];
    const { trace, make } = tracked(loop);
    const generator = make("a");
    loop.runUntilComplete(generator.anext());
    other.runUntilComplete(other.shutdownAsyncgens());
    expect(trace).to.deep.equal([]);
    expect(loop.runUntilComplete(generator.anext())).to.equal("a again");
  });

  it("reports an error of one and closes the others", () => {
    const loop = makeLoop();
    const reports: ErrorContext[] = [];
    loop.setExceptionHandler((_, context) => reports.push(context));
    const { trace, make } = tracked(loop);
    const error = new Error("cleaning up");
    const bad = make("bad", function* (): Coroutine<void> {
      yield;
      throw error;
    });
    for (const generator of [make("a"), bad, make("b")]) loop.runUntilComplete(generator.anext());
    loop.runUntilComplete(loop.shutdownAsyncgens());
    expect(trace).to.have.members(["a@1", "b@1"]);
    expect(reports).to.have.length(1);
    expect(reports[0]).to.include({ exception: error });
    expect(reports[0]?.message).to.be.a("string");
    expect(reports[0]?.asyncgen).to.be.instanceOf(AsyncGenerator);
  });

  it("reports a generator that is being used", () => {
    const loop = makeLoop();
    const reports: unknown[] = [];
    loop.setExceptionHandler((_, { exception }) => reports.push(exception));
    const generator = asyncGenerator(function* () {
      yield* sleep(100);
      yield emit(1);
    })();
    const task = loop.createTask(generator.anext());
    loop.runUntilComplete(sleep(1));
    loop.runUntilComplete(loop.shutdownAsyncgens());
    expect(reports[0]).to.be.instanceOf(RuntimeError);
    expect(loop.runUntilComplete(task)).to.equal(1);
  });

  it("warns when a new generator is iterated afterwards; it still works", () => {
    const loop = makeLoop();
    const { make } = tracked(loop);
    loop.runUntilComplete(loop.shutdownAsyncgens());
    const warnings: unknown[] = [];
    const previous = setWarningHook((category) => warnings.push(category));
    try {
      const generator = make("late");
      expect(warnings).to.deep.equal([]);
      expect(loop.runUntilComplete(generator.anext())).to.equal("late");
      loop.runUntilComplete(generator.anext());
    } finally {
      setWarningHook(previous);
    }
    expect(warnings).to.deep.equal([ResourceWarning]);
  });

  it("serves the idiom of the chapter, after an interrupt too", () => {
    for (const interrupt of [false, true]) {
      const loop = makeLoop();
      const { trace, make } = tracked(loop);
      const generator = make("a");
      loop.createTask(generator.anext());
      loop.callLater(1, () => {
        if (interrupt) throw new KeyboardInterrupt();
        loop.stop();
      });
      const idiom = () => {
        try {
          loop.runForever();
        } finally {
          loop.runUntilComplete(loop.shutdownAsyncgens());
          loop.close();
        }
      };
      if (interrupt) expect(idiom).to.throw(KeyboardInterrupt);
      else idiom();
      expect(trace).to.deep.equal(["a@2"]);
      expect(loop.isClosed()).to.equal(true);
    }
  });

  it("is not needed with run()", () => {
    const loop = makeLoop();
    const { trace, make } = tracked(loop);
    function* main() {
      return yield* make("a").anext();
    }
    expect(run(main(), { loopFactory: () => loop })).to.equal("a");
    expect(trace).to.deep.equal(["a@1"]);
  });

  it("installs its hooks for the time of a run and restores those before", () => {
    const loop = makeLoop();
    const before = getAsyncGeneratorHooks();
    let during = before;
    loop.callSoon(() => {
      during = getAsyncGeneratorHooks();
      throw new KeyboardInterrupt();
    });
    expect(() => loop.runForever()).to.throw(KeyboardInterrupt);
    expect(during.firstIteration).to.be.a("function");
    expect(during.finalizer).to.be.a("function");
    expect(getAsyncGeneratorHooks()).to.equal(before);
  });

  it("closes a generator that its user has dropped, when the host says so", () => {
    const loop = makeLoop();
    const { trace, make } = tracked(loop);
    const generator = make("a");
    loop.runUntilComplete(generator.anext());
    const state = (generator as unknown as { state: { abandon(): void } }).state;
    state.abandon(); // what the collector would call: it cannot be made to while a test runs
    loop.runUntilComplete(sleep(2));
    expect(trace).to.deep.equal(["a@1"]);
    loop.close();
    state.abandon();
  });
});
