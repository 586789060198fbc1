import { expect } from "chai";
import {
  CancelledError,
  ContextVar,
  EventLoop,
  type Future,
  InvalidStateError,
  isFuture,
  sleep,
  VirtualSelector,
} from "../index.ts";

function makeFuture<T = unknown>() {
  const loop = new EventLoop(new VirtualSelector());
  return { loop, future: loop.createFuture<T>() };
}

describe("Future", () => {
  it("is pending, bound to its loop, and refuses to be asked", () => {
    const { loop, future } = makeFuture();
    expect(isFuture(future)).to.equal(true);
    expect(future.getLoop()).to.equal(loop);
    expect(future.done()).to.equal(false);
    expect(future.cancelled()).to.equal(false);
    expect(() => future.result()).to.throw(InvalidStateError);
    expect(() => future.exception()).to.throw(InvalidStateError);
    expect(String(future)).to.equal("<Future pending>");
  });

  it("holds a result, falsy ones too, and no second one", () => {
    for (const value of [undefined, null, 0, "", false]) {
      const { future } = makeFuture();
      future.setResult(value);
      expect(future.done()).to.equal(true);
      expect(future.result()).to.equal(value);
      expect(future.exception()).to.equal(null);
      expect(() => future.setResult(1)).to.throw(InvalidStateError);
      expect(() => future.setException(new Error())).to.throw(InvalidStateError);
      expect(future.cancel()).to.equal(false);
    }
  });

  it("holds an exception, whatever was thrown, the very object", () => {
    for (const error of [new Error("e"), "text", null, undefined]) {
      const { loop, future } = makeFuture();
      future.setException(error);
      expect(future.exception()).to.equal(error);
      expect(future.cancelled()).to.equal(false);
      let caught: unknown = "nothing";
      try {
        loop.runUntilComplete(future);
      } catch (thrown) {
        caught = thrown;
      }
      expect(caught).to.equal(error);
    }
  });

  it("can be cancelled once, with a message", () => {
    const { future } = makeFuture();
    expect(future.cancel("why")).to.equal(true);
    expect(future.cancel()).to.equal(false);
    expect(future.done()).to.equal(true);
    expect(future.cancelled()).to.equal(true);
    expect(() => future.result()).to.throw(CancelledError, "why");
    expect(() => future.exception()).to.throw(CancelledError);
    expect(String(future)).to.equal("<Future cancelled>");
  });

  it("calls its callbacks through the loop, in order, each with the future", () => {
    const { loop, future } = makeFuture<number>();
    const trace: unknown[] = [];
    expect(() => future.addDoneCallback(undefined as never)).to.throw(
      TypeError,
      "needs a callback",
    );
    for (const options of [{ context: 5 }, { bogus: 1 }]) {
      expect(() => future.addDoneCallback(() => {}, options as never)).to.throw(TypeError);
    }
    const add = (name: string) => future.addDoneCallback((f) => trace.push([name, f === future]));
    for (const name of ["a", "b", "c"]) add(name);
    future.setResult(1);
    add("after");
    expect(trace).to.deep.equal([]);
    loop.runUntilComplete(sleep(0));
    expect(trace).to.deep.equal(["a", "b", "c", "after"].map((name) => [name, true]));
  });

  it("removes a callback as often as it was added, and keeps the rest in order", () => {
    const { loop, future } = makeFuture();
    const trace: string[] = [];
    const gone = () => trace.push("gone");
    for (const name of ["a", "b"]) {
      future.addDoneCallback(gone);
      future.addDoneCallback(() => trace.push(name));
    }
    expect(future.removeDoneCallback(gone)).to.equal(2);
    expect(future.removeDoneCallback(gone)).to.equal(0);
    future.addDoneCallback(() => trace.push("c"));
    future.setResult(null);
    loop.runUntilComplete(sleep(0));
    expect(trace).to.deep.equal(["a", "b", "c"]);
  });

  it("runs a callback in the context given, or in a copy of the current one", () => {
    const { loop, future } = makeFuture();
    const variable = new ContextVar("v", { default: "none" });
    const seen: string[] = [];
    const token = variable.set("when added");
    future.addDoneCallback(() => seen.push(variable.get()));
    variable.reset(token);
    future.setResult(1);
    loop.runUntilComplete(sleep(0));
    expect(seen).to.deep.equal(["when added"]);
  });

  it("is awaited with yield*, by several tasks, and gives each the result", () => {
    const { loop, future } = makeFuture<string>();
    function* waiter(): Generator<unknown, string, void> {
      const value: string = yield* future;
      return value + value;
    }
    const tasks = [loop.createTask(waiter()), loop.createTask(waiter())];
    loop.callLater(1, (f: Future<string>) => f.setResult("r"), [future]);
    expect(tasks.map((task) => loop.runUntilComplete(task))).to.deep.equal(["rr", "rr"]);
  });

  it("shows its outcome", () => {
    const { loop, future } = makeFuture();
    future.setResult("r");
    const failed = loop.createFuture();
    failed.setException(new RangeError("x"));
    failed.exception();
    expect(String(future)).to.equal("<Future finished result='r'>");
    expect(String(failed)).to.equal("<Future finished exception=RangeError('x')>");
  });
});
