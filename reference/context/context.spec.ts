import { expect } from "chai";
import {
  Context,
  ContextVar,
  copyContext,
  EventLoop,
  LookupError,
  RuntimeError,
  sleep,
  ValueError,
  VirtualSelector,
} from "../index.ts";

describe("Context and ContextVar", () => {
  it("answers value, then the call's default, then the variable's, then raises LookupError", () => {
    const plain = new ContextVar<number>("plain");
    const withDefault = new ContextVar("with default", { default: 1 });
    new Context().run(() => {
      expect(() => plain.get()).to.throw(LookupError, "plain");
      expect(plain.get(7)).to.equal(7);
      expect(withDefault.get()).to.equal(1);
      expect(withDefault.get(2)).to.equal(2);
      withDefault.set(3);
      expect(withDefault.get(2)).to.equal(3);
    });
  });

  it("keeps a falsy value apart from no value", () => {
    const variable = new ContextVar<undefined>("v");
    new Context().run(() => {
      variable.set(undefined);
      expect(variable.get()).to.equal(undefined);
    });
  });

  it("contains the changes of run() in the object", () => {
    const variable = new ContextVar("v", { default: "outside" });
    const context = new Context();
    expect(context.run((value: string) => variable.set(value) && variable.get(), "in")).to.equal(
      "in",
    );
    expect(variable.get()).to.equal("outside");
    expect(context.get(variable)).to.equal("in");
    expect(context.has(variable)).to.equal(true);
    expect([...context.keys()]).to.deep.equal([variable]);
    expect(context.run(() => variable.get())).to.equal("in");
  });

  it("makes copies that do not see each other's later changes", () => {
    const variable = new ContextVar<number>("v");
    const original = new Context();
    original.run(() => variable.set(1));
    const copy = original.copy();
    const second = copy.copy();
    original.run(() => variable.set(2));
    copy.run(() => variable.set(3));
    expect([original, copy, second].map((context) => context.get(variable))).to.deep.equal([
      2, 3, 1,
    ]);
  });

  it("can be entered once at a time, and again afterwards, also after an error", () => {
    const context = new Context();
    context.run(() =>
      expect(() => context.run(() => {})).to.throw(RuntimeError, "already entered"),
    );
    expect(() =>
      context.run(() => {
        throw new Error("out");
      }),
    ).to.throw("out");
    expect(context.run(() => "again")).to.equal("again");
  });

  it("resets to the value before, or to none", () => {
    const variable = new ContextVar<number>("v");
    new Context().run(() => {
      const first = variable.set(1);
      const second = variable.set(2);
      variable.reset(second);
      expect(variable.get()).to.equal(1);
      variable.reset(first);
      expect(() => variable.get()).to.throw(LookupError);
    });
  });

  it("refuses a token used before, of another variable, or of another context", () => {
    const variable = new ContextVar<number>("v");
    const other = new ContextVar<number>("other");
    const context = new Context();
    context.run(() => {
      const token = variable.set(1);
      expect(() => other.reset(token)).to.throw(ValueError, "other");
      expect(() => copyContext().run(() => variable.reset(token))).to.throw(ValueError, "context");
      variable.reset(token);
      expect(() => variable.reset(token)).to.throw(RuntimeError, "already been used");
    });
  });
});

describe("contexts of callbacks and tasks", () => {
  const variable = new ContextVar("v", { default: "none" });

  it("is a snapshot of the caller's where none is given", () => {
    const loop = new EventLoop(new VirtualSelector());
    const seen: string[] = [];
    new Context().run(() => {
      variable.set("at the call");
      loop.callSoon(() => {
        seen.push(variable.get());
        variable.set("changed by the callback");
      });
      loop.callSoon(() => seen.push(variable.get()));
      loop.callLater(1, () => seen.push(variable.get()));
      variable.set("later");
      loop.runUntilComplete(sleep(2));
      expect(variable.get()).to.equal("later");
    });
    expect(seen).to.deep.equal(["at the call", "at the call", "at the call"]);
  });

  it("is the given object itself, shared by all that are given it", () => {
    const loop = new EventLoop(new VirtualSelector());
    const context = new Context();
    const seen: string[] = [];
    loop.callSoon(() => variable.set("first"), [], { context });
    loop.callSoonThreadsafe(() => seen.push(variable.get()), [], { context });
    loop.callLater(1, () => seen.push(variable.get()), [], { context });
    loop.runUntilComplete(sleep(2));
    expect(seen).to.deep.equal(["first", "first"]);
    expect(context.get(variable)).to.equal("first");
  });

  it("goes to the exception handler as an error when it is entered already", () => {
    const loop = new EventLoop(new VirtualSelector());
    const messages: unknown[] = [];
    loop.setExceptionHandler((_, { exception }) => messages.push((exception as Error).message));
    const context = new Context();
    loop.callSoon(() => messages.push("ran"), [], { context });
    loop.createTask(sleep(0), { context });
    context.run(() => {
      loop.callLater(1, () => loop.stop(), [], { context: new Context() });
      loop.runForever();
    });
    expect(messages).to.have.length(2);
    expect(messages[0]).to.match(/already entered/);
    expect(messages[1]).to.match(/already entered/);
  });

  it("stays with a task over its steps, and out of other tasks", () => {
    const loop = new EventLoop(new VirtualSelector());
    function* worker(name: string) {
      variable.set(name);
      yield* sleep(1);
      return variable.get();
    }
    function* main() {
      const tasks = ["a", "b"].map((name) => loop.createTask(worker(name)));
      const results: string[] = [];
      for (const task of tasks) results.push(yield* task);
      return [...results, variable.get()];
    }
    expect(loop.runUntilComplete(main())).to.deep.equal(["a", "b", "none"]);
  });
});
