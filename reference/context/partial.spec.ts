import { expect } from "chai";
import { EventLoop, isPartial, partial, repr, sleep, VirtualSelector } from "../index.ts";

describe("partial", () => {
  const calls: unknown[][] = [];
  const record = (...args: unknown[]) => calls.push(args);

  beforeEach(() => {
    calls.length = 0;
  });

  it("delivers positional arguments, those of the call, then keywords as one object", () => {
    partial(record, [1, 2], { flush: true })(3);
    partial(record, [1])();
    partial(record)();
    expect(calls).to.deep.equal([[1, 2, 3, { flush: true }], [1], []]);
  });

  it("of a partial is one of the inner function, with the arguments of both", () => {
    const inner = partial(record, [1], { a: 1, b: 1 });
    const outer = partial(inner, [2], { b: 2, c: 3 });
    outer(3);
    expect(calls).to.deep.equal([[1, 2, 3, { a: 1, b: 2, c: 3 }]]);
    expect(outer.func).to.equal(record);
    expect(inner.keywords).to.deep.equal({ a: 1, b: 1 });
  });

  it("serves as callback", () => {
    const loop = new EventLoop(new VirtualSelector());
    loop.callSoon(partial(record, ["Hello"], { flush: true }));
    loop.runUntilComplete(sleep(0));
    expect(calls).to.deep.equal([["Hello", { flush: true }]]);
  });

  it("is told from other functions, and refuses what is none", () => {
    expect(isPartial(partial(record))).to.equal(true);
    expect(isPartial(record)).to.equal(false);
    expect(() => partial("print" as never)).to.throw(TypeError, "`func`");
    expect(() => partial(record, 5 as never)).to.throw(TypeError, "`args`");
    expect(() => partial(record, [], null as never)).to.throw(TypeError, "`keywords`");
  });
});

describe("repr", () => {
  class Point {
    toString() {
      return "Point!";
    }
  }
  const rows: [unknown, string][] = [
    [null, "None"],
    [undefined, "None"],
    [true, "True"],
    [1.5, "1.5"],
    ["it's\n", "'it\\'s\\n'"],
    [[1, "a"], "[1, 'a']"],
    [new TypeError("bad"), "TypeError('bad')"],
    [{}, "<Object>"],
    [Object.create(null), "<object>"],
    [new Point(), "Point!"],
    [() => {}, "<anonymous>"],
    [10n, "10"],
    [sleep(0), "<Generator>"],
    [[1, 2, 3, 4, 5, 6, 7], "[1, 2, 3, 4, 5, 6, …]"],
    [[[[["deep"]]]], "[[[…]]]"],
    [Object.assign(new Error("e"), { message: undefined }), "<value that cannot be shown>"],
  ];
  for (const [value, text] of rows) {
    it(`renders ${text}`, () => {
      expect(repr(value)).to.equal(text);
    });
  }

  it("survives a toString() that fails, and shortens", () => {
    const faulty = {
      toString() {
        throw new Error("no");
      },
    };
    expect(repr(faulty)).to.contain("toString() fails");
    expect(repr("x".repeat(1000))).to.have.length(80);
  });

  it("comes to an end with what holds itself", () => {
    const array: unknown[] = [];
    array.push(array, array);
    expect(repr(array)).to.equal("[[[…, …], […, …]], [[…, …], […, …]]]");
    const future = new EventLoop(new VirtualSelector()).createFuture();
    future.setResult([future, future]);
    expect(repr(future)).to.contain("…");
  });
});
