import { expect } from "chai";
import {
  AsyncGenerator,
  asyncGenerator,
  BREAK,
  type Coroutine,
  EventLoop,
  emit,
  forEach,
  RuntimeError,
  StopAsyncIteration,
  sleep,
  VirtualSelector,
} from "../index.ts";

const makeLoop = () => new EventLoop(new VirtualSelector());

describe("AsyncGenerator", () => {
  const counter = asyncGenerator(function* (to: number) {
    for (let i = 0; i < to; i += 1) {
      yield* sleep(1);
      yield emit(i);
    }
  });

  it("produces values between awaits, then raises StopAsyncIteration for ever", () => {
    const loop = makeLoop();
    const generator = counter(2);
    expect(loop.runUntilComplete(generator.anext())).to.equal(0);
    expect(loop.runUntilComplete(generator.anext())).to.equal(1);
    expect(() => loop.runUntilComplete(generator.anext())).to.throw(StopAsyncIteration);
    expect(() => loop.runUntilComplete(generator.anext())).to.throw(StopAsyncIteration);
    expect(loop.time()).to.equal(2);
  });

  it("is iterated over by forEach, with awaits in the body, until BREAK", () => {
    const loop = makeLoop();
    const seen: unknown[] = [];
    function* body(value: unknown): Coroutine<unknown> {
      yield* sleep(1);
      seen.push(value);
      return value === 1 ? BREAK : undefined;
    }
    loop.runUntilComplete(forEach(counter(5), body));
    loop.runUntilComplete(forEach(counter(2), (value) => seen.push(value)));
    expect(seen).to.deep.equal([0, 1, 0, 1]);
  });

  it("ends the iteration with its error", () => {
    const loop = makeLoop();
    const seen: unknown[] = [];
    const faulty = asyncGenerator(function* () {
      yield emit(1);
      throw new RangeError("own");
    });
    const iteration = forEach(faulty(), (value) => seen.push(value));
    expect(() => loop.runUntilComplete(iteration)).to.throw(RangeError, "own");
    expect(seen).to.deep.equal([1]);
  });

  it("gets what is sent, and what is thrown, where it stands", () => {
    const loop = makeLoop();
    const generator = new AsyncGenerator(
      (function* (): Generator<unknown, void, string> {
        const sent = yield emit("ready");
        try {
          yield emit(`got ${sent}`);
        } catch (error) {
          yield emit(`caught ${(error as Error).message}`);
        }
      })(),
    );
    expect(loop.runUntilComplete(generator.anext())).to.equal("ready");
    expect(loop.runUntilComplete(generator.asend("s"))).to.equal("got s");
    expect(loop.runUntilComplete(generator.athrow(new Error("e")))).to.equal("caught e");
  });

  it("passes an error on and is closed by it", () => {
    const loop = makeLoop();
    const generator = counter(1);
    expect(loop.runUntilComplete(generator.anext())).to.equal(0);
    expect(() => loop.runUntilComplete(generator.athrow(new Error("e")))).to.throw("e");
    expect(() => loop.runUntilComplete(generator.anext())).to.throw(StopAsyncIteration);
  });

  it("does nothing before its coroutines are awaited", () => {
    const generator = asyncGenerator(function* () {
      throw new Error("ran");
      // biome-ignore lint/correctness/noUnreachable: makes it a producer
      yield emit(1);
    })();
    generator.anext();
    generator.aclose();
  });

  it("does not take the end of another, unnoticed in its body, for its own", () => {
    const loop = makeLoop();
    const joined = asyncGenerator(function* () {
      const source = counter(1);
      for (;;) yield emit(yield* source.anext());
    })();
    expect(loop.runUntilComplete(joined.anext())).to.equal(0);
    expect(() => loop.runUntilComplete(joined.anext())).to.throw(RuntimeError, "raised Stop");
    expect(() => loop.runUntilComplete(joined.anext())).to.throw(StopAsyncIteration);
  });

  it("is made of a generator function alone, and forEach goes over nothing else", () => {
    const loop = makeLoop();
    async function* foreign() {}
    for (const body of [() => 5, foreign]) {
      expect(asyncGenerator(body as never)).to.throw(TypeError, "`body`");
    }
    const over = forEach([1, 2] as never, () => {});
    expect(() => loop.runUntilComplete(over)).to.throw(TypeError, "`iterator`");
  });

  it("cannot be sent anything before it was begun", () => {
    const loop = makeLoop();
    const generator = counter(1);
    expect(() => loop.runUntilComplete(generator.asend(5))).to.throw(TypeError, "`5` (number)");
    expect(loop.runUntilComplete(generator.asend(undefined))).to.equal(0);
  });

  it("runs and awaits its finally when closed, once", () => {
    const loop = makeLoop();
    const trace: unknown[] = [];
    const generator = asyncGenerator(function* () {
      try {
        yield emit(1);
      } catch {
        trace.push("a catch must not see the closing");
      } finally {
        yield* sleep(2);
        trace.push(loop.time());
      }
    })();
    loop.runUntilComplete(generator.anext());
    loop.runUntilComplete(generator.aclose());
    loop.runUntilComplete(generator.aclose());
    expect(trace).to.deep.equal([2]);
    expect(() => loop.runUntilComplete(generator.anext())).to.throw(StopAsyncIteration);
  });

  it("that was never begun is closed without running, and cannot be begun", () => {
    const loop = makeLoop();
    const generator = counter(1);
    loop.runUntilComplete(generator.aclose());
    expect(() => loop.runUntilComplete(generator.anext())).to.throw(StopAsyncIteration);
  });

  it("may not produce while it is closed, nor be used twice at a time", () => {
    const loop = makeLoop();
    const stubborn = asyncGenerator(function* () {
      try {
        yield emit(1);
      } finally {
        yield emit(2);
      }
    })();
    loop.runUntilComplete(stubborn.anext());
    expect(() => loop.runUntilComplete(stubborn.aclose())).to.throw(RuntimeError, "produced");
    const busy = counter(1);
    const first = loop.createTask(busy.anext());
    loop.runUntilComplete(sleep(0));
    expect(() => loop.runUntilComplete(busy.anext())).to.throw(RuntimeError, "already running");
    expect(loop.runUntilComplete(first)).to.equal(0);
  });
});
