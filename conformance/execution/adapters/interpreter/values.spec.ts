import { expect } from "chai";
import { isAwaitable, isEqual, isSame, isTrue, itemOf, lengthOf } from "./values.ts";

describe("values as Python sees them", () => {
  it("has one None", () => {
    expect(isSame(null, undefined)).to.equal(true);
    expect(isSame(null, 0)).to.equal(false);
    expect(isSame(0, undefined)).to.equal(false);
  });

  it("tells objects by identity and compares sequences by their elements", () => {
    expect(isSame([1], [1])).to.equal(false);
    expect(isEqual([1, [2, undefined]], [1, [2, null]])).to.equal(true);
    expect(isEqual([1], [1, 2])).to.equal(false);
    expect(isEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).to.equal(true);
    expect(isEqual(Uint8Array.of(1), [1])).to.equal(false);
    expect(isEqual({}, {})).to.equal(false);
  });

  it("takes what is empty for false", () => {
    const empty = [null, undefined, false, 0, "", [], new Map(), new Uint8Array()];
    expect(empty.map(isTrue)).to.deep.equal(empty.map(() => false));
    const full = [true, 1, "a", [0], new Map([[1, 1]]), {}];
    expect(full.map(isTrue)).to.deep.equal(full.map(() => true));
  });

  it("finds items of mappings and sequences", () => {
    expect(itemOf({ a: 1 }, "a")).to.equal(1);
    expect(itemOf({ a: 1 }, "b")).to.equal(null);
    expect(itemOf(new Map([["a", 1]]), "a")).to.equal(1);
    expect(itemOf([1, 2], -1)).to.equal(2);
    expect(itemOf({ family: 2, type: 1 }, 1)).to.equal(1);
    expect(itemOf({ family: 2 }, 5)).to.equal(null);
    expect(() => itemOf([1, 2], 2)).to.throw(RangeError, "no item 2 among 2");
    expect(() => itemOf(1, "a")).to.throw(TypeError, "1 has no items");
  });

  it("counts elements", () => {
    expect([[1, 2], "abc", new Set([1]), { a: 1 }].map(lengthOf)).to.deep.equal([2, 3, 1, 1]);
    expect(() => lengthOf(1)).to.throw(TypeError, "1 has no length");
  });

  it("awaits generator objects and objects that iterate by a generator, and no collection", () => {
    const own = {
      *[Symbol.iterator]() {
        yield 1;
      },
    };
    expect(isAwaitable(own)).to.equal(true);
    expect(isAwaitable(own[Symbol.iterator]())).to.equal(true);
    expect([[], new Map(), "text", null, 1, {}].some(isAwaitable)).to.equal(false);
  });
});
