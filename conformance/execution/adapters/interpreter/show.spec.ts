import { expect } from "chai";
import { AppError } from "./kinds.ts";
import { show, showCall } from "./show.ts";
import { ProgramObject } from "./values.ts";

describe("values in traces", () => {
  const table: readonly [unknown, string][] = [
    [null, "None"],
    [undefined, "None"],
    [true, "True"],
    [false, "False"],
    [0, "0"],
    [-7, "-7"],
    [1e21, "1000000000000000000000"],
    [12n, "12"],
    [0.1, "0.1"],
    [-2.5, "-2.5"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [1.5e-7, "1.5e-07"],
    [2.5e-12, "2.5e-12"],
    [1e-100, "1e-100"],
    [Number.NaN, "nan"],
    [Number.POSITIVE_INFINITY, "inf"],
    [Number.NEGATIVE_INFINITY, "-inf"],
    ["", ""],
    ["text", "text"],
    [[], "()"],
    [[1], "(1,)"],
    [[1, "a", [null]], "(1, a, (None,))"],
    [new TextEncoder().encode("ping"), "ping"],
    [Uint8Array.of(65, 200), "A\\xc8"],
    [new TypeError("unimportant"), "TypeError"],
    [new AppError("why"), "AppError:why"],
    [new ProgramObject(), "<object>"],
    [{ a: 1 }, "<object>"],
    [() => 1, "<object>"],
    [Symbol("s"), "<object>"],
  ];
  for (const [value, text] of table) {
    it(`shows ${text === "" ? "an empty text" : text}`, () => {
      expect(show(value)).to.equal(text);
    });
  }

  it("shows a call's arguments, keywords by name", () => {
    expect(showCall("f", [1, "x"], { zeta: 2, alpha: null })).to.equal(
      "f(1, x, alpha=None, zeta=2)",
    );
    expect(showCall("f", [], {})).to.equal("f()");
  });
});
