import { expect } from "chai";
import {
  BaseException,
  CancelledError,
  Context,
  ContextVar,
  type ErrorContext,
  EventLoop,
  isException,
  KeyboardInterrupt,
  type LogRecord,
  RuntimeError,
  SystemExit,
  setLogHook,
  sleep,
  ValueError,
  VirtualSelector,
} from "../index.ts";

function throwing(error: unknown) {
  return () => {
    throw error;
  };
}

describe("error handling of the loop", () => {
  let loop: EventLoop;
  let logs: LogRecord[];

  beforeEach(() => {
    loop = new EventLoop(new VirtualSelector());
    logs = [];
    setLogHook((record) => logs.push(record));
  });

  afterEach(() => {
    setLogHook(null);
  });

  it("reports whatever a callback throws but interrupts, CancelledError and Fatal too", () => {
    class Fatal extends BaseException {}
    const seen: unknown[] = [];
    loop.setExceptionHandler((_, { exception }) => seen.push(exception));
    const errors = [new Error("e"), new CancelledError(), new Fatal(), "text", undefined];
    for (const error of errors) loop.callSoon(throwing(error));
    loop.runUntilComplete(sleep(0));
    expect(seen).to.deep.equal(errors);
  });

  it("reports a non-callable when its turn comes, and in debug mode at the call", () => {
    const seen: unknown[] = [];
    loop.setExceptionHandler((_, { exception }) => seen.push(exception));
    loop.callSoon(5 as never);
    loop.runUntilComplete(sleep(0));
    expect(seen[0]).to.be.instanceOf(TypeError);
    loop.setDebug(true);
    for (const bad of [5, null, sleep(0), sleep, function* () {}]) {
      expect(() => loop.callSoon(bad as never), String(bad)).to.throw(TypeError);
      expect(() => loop.callAt(0, bad as never), String(bad)).to.throw(TypeError);
    }
  });

  it("logs at level error on the logger asyncio where no handler is set", () => {
    const error = new Error("e");
    loop.callSoon(throwing(error));
    loop.runUntilComplete(sleep(0));
    expect(logs).to.have.length(1);
    expect(logs[0]).to.include({ logger: "asyncio", level: "error", exception: error });
    expect(logs[0]?.message).to.match(/^Exception in callback .*\nhandle: <Handle /);
  });

  it("takes a handler, gives it back, drops it for null, refuses others", () => {
    const handler = () => {};
    loop.setExceptionHandler(handler);
    expect(loop.getExceptionHandler()).to.equal(handler);
    loop.setExceptionHandler(null);
    expect(loop.getExceptionHandler()).to.equal(null);
    expect(() => loop.setExceptionHandler(5 as never)).to.throw(TypeError, "`handler`");
    loop.callExceptionHandler({ message: "m", extra: "x" });
    expect(logs[0]?.message).to.equal("m\nextra: 'x'");
  });

  it("contains an error of the handler itself, and lets interrupts of it out", () => {
    loop.setExceptionHandler(throwing(new Error("in the handler")));
    loop.callSoon(throwing(new Error("e")));
    loop.runUntilComplete(sleep(0));
    expect(logs[0]?.message).to.match(/^Unhandled error in exception handler/);
    expect(logs[0]?.exception).to.be.an("error").with.property("message", "in the handler");
    for (const interrupt of [new KeyboardInterrupt(), new SystemExit()]) {
      loop.setExceptionHandler(throwing(interrupt));
      loop.callSoon(throwing(new Error("e")));
      expect(() => loop.runUntilComplete(sleep(0))).to.throw(interrupt.constructor as never);
    }
  });

  it("contains an error of an overridden default handler", () => {
    loop.defaultExceptionHandler = throwing(new Error("in the default handler"));
    loop.callExceptionHandler({ message: "m" });
    expect(logs.map((record) => record.message)).to.deep.equal([
      "Exception in default exception handler",
    ]);
  });

  it("names a callback that has cancelled its own handle before it failed", () => {
    const handle = loop.callLater(1, function poll() {
      handle.cancel();
      throw new ValueError("no more");
    });
    loop.callLater(2, () => loop.stop());
    loop.runForever();
    expect(logs.map(({ message }) => message.split("\n")[0])).to.deep.equal([
      "Exception in callback poll()",
    ]);
  });

  it("reports a callback whose arguments cannot be shown, and goes on", () => {
    const circular: unknown[] = [];
    circular.push(circular);
    const unreadable = Object.assign(new Error("e"), { message: undefined });
    for (const debug of [false, true]) {
      loop.setDebug(debug);
      for (const arg of [circular, unreadable]) loop.callSoon(throwing(new Error("e")), [arg]);
      loop.runUntilComplete(sleep(0));
    }
    expect(logs).to.have.length(4);
  });

  it("goes on where the receiver of the log fails", () => {
    const original = console.error;
    const written: string[] = [];
    console.error = (text: string) => written.push(text);
    setLogHook(throwing(new Error("full disk")));
    try {
      loop.callSoon(throwing(new Error("e")));
      loop.runUntilComplete(sleep(0));
      setLogHook(throwing(new KeyboardInterrupt()));
      loop.callSoon(throwing(new Error("e")));
      expect(() => loop.runUntilComplete(sleep(0))).to.throw(KeyboardInterrupt);
    } finally {
      console.error = original;
    }
    expect(written).to.have.length(1);
    expect(written[0]).to.match(/^Exception in callback .*failed: Error\('full disk'\)$/s);
  });

  it("runs the handler where it is when the context of what has failed is entered already", () => {
    const seen: ErrorContext[] = [];
    loop.setExceptionHandler((_, context) => seen.push(context));
    const context = new Context();
    const told = { message: "m", task: { getContext: () => context } };
    context.run(() => new Context().run(() => loop.callExceptionHandler(told)));
    expect(seen).to.deep.equal([told]);
    expect(logs).to.deep.equal([]);
  });

  it("runs the handler in the context of what has failed", () => {
    const variable = new ContextVar("v", { default: "none" });
    const seen: string[] = [];
    loop.setExceptionHandler(() => seen.push(variable.get()));
    const context = new Context();
    context.run(() => variable.set("of the handle"));
    loop.callSoon(throwing(new Error("e")), [], { context });
    loop.runUntilComplete(sleep(0));
    context.run(() =>
      loop.callExceptionHandler({ message: "m", task: { getContext: () => context } }),
    );
    expect(seen).to.deep.equal(["of the handle", "of the handle"]);
  });

  it("adds in debug mode where the callback was scheduled", () => {
    const seen: ErrorContext[] = [];
    loop.setExceptionHandler((_, context) => seen.push(context));
    loop.setDebug(true);
    loop.callSoon(throwing(new Error("e")));
    loop.runUntilComplete(sleep(0));
    expect(seen[0]?.source_traceback).to.contain("error-handling.spec.ts");
    loop.setExceptionHandler(null);
    loop.callExceptionHandler(seen[0] as ErrorContext);
    expect(logs[0]?.message).to.contain("error-handling.spec.ts");
  });

  it("tells Exception from BaseException", () => {
    const bases = [new CancelledError(), new KeyboardInterrupt(), new SystemExit(3)];
    expect(bases.map(isException)).to.deep.equal([false, false, false]);
    const ordinary = [new RuntimeError(), new ValueError(), new TypeError(), "text", null];
    expect(ordinary.map(isException)).to.deep.equal([true, true, true, true, true]);
    expect(bases.map((error) => error.name)).to.deep.equal([
      "CancelledError",
      "KeyboardInterrupt",
      "SystemExit",
    ]);
    expect((bases[2] as SystemExit).code).to.equal(3);
  });
});

describe("debug mode", () => {
  it("is off, can be toggled, and follows the environment", () => {
    const selector = new VirtualSelector();
    const loop = new EventLoop(selector);
    expect(loop.getDebug()).to.equal(false);
    expect(loop.slowCallbackDuration).to.equal(0.1);
    loop.setDebug(true);
    expect(loop.getDebug()).to.equal(true);
    process.env.PYTHONASYNCIODEBUG = "1";
    try {
      expect(new EventLoop(new VirtualSelector()).getDebug()).to.equal(true);
    } finally {
      delete process.env.PYTHONASYNCIODEBUG;
    }
  });

  it("logs callbacks and steps that take as long as the limit or longer", () => {
    const selector = new VirtualSelector();
    const loop = new EventLoop(selector);
    const logs: LogRecord[] = [];
    setLogHook((record) => logs.push(record));
    try {
      loop.setDebug(true);
      loop.slowCallbackDuration = 0.5;
      function slow(seconds: number) {
        selector.advance(seconds);
      }
      loop.callSoon(slow, [0.25]);
      loop.callSoon(slow, [0.5]);
      function* step() {
        slow(2);
        yield;
      }
      loop.runUntilComplete(loop.createTask(step(), { name: "worker" }));
    } finally {
      setLogHook(null);
    }
    expect(logs.map(({ level }) => level)).to.deep.equal(["warning", "warning"]);
    expect(logs[0]?.message).to.equal("Executing <Handle slow(0.5)> took 0.500 seconds");
    expect(logs[1]?.message).to.match(/^Executing <Task .*worker.* took 2\.000 seconds$/);
  });
});
