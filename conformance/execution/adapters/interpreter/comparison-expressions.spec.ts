import { expect } from "chai";
import { errorOf, variable } from "../../../language/build.ts";
import type { Expression } from "../../../language/expression.ts";
import { STOP } from "../../../language/loop-methods.ts";
import { shown } from "../testing/run-on-reference.ts";

describe("comparisons over the reference loop", () => {
  const table: readonly [Expression, string][] = [
    [{ same: [1, 1] }, "True"],
    [{ equal: [{ list: [1] }, { list: [1] }] }, "True"],
    [{ less: [1, 2] }, "True"],
    [{ less: [2, 1] }, "False"],
    [{ add: [1, 2] }, "3"],
    [{ add: ["a", "b"] }, "ab"],
    [{ add: [{ list: [1] }, { list: [2] }] }, "(1, 2)"],
    [{ not: "" }, "True"],
    [{ contains: "haystack", text: "stack" }, "True"],
    [{ contains: { list: ["a"] }, text: "b" }, "False"],
    [{ is: variable("loop"), type: "AbstractEventLoop" }, "True"],
    [{ is: { m: "create_future" }, type: "Task" }, "False"],
    [{ is: { m: "call_soon", args: [STOP] }, type: "Handle" }, "True"],
    [{ is: { m: "call_later", args: [1, STOP] }, type: "TimerHandle" }, "True"],
    [{ is: errorOf("OSError"), type: "Exception" }, "True"],
    [{ is: errorOf("KeyboardInterrupt"), type: "Exception" }, "False"],
    [{ is: { m: "create_future" }, type: "awaitable" }, "True"],
    [{ is: 1, type: "awaitable" }, "False"],
    [{ is: true, type: "bool" }, "True"],
    [{ is: { list: [] }, type: "dict" }, "False"],
    [{ is: { m: "time" }, type: "float" }, "True"],
    [{ is: 1.5, type: "int" }, "False"],
    [{ is: 1, type: "int" }, "True"],
    [{ is: "1", type: "number" }, "False"],
  ];
  for (const [expression, text] of table) {
    it(`${JSON.stringify(expression)} is ${text}`, () => {
      expect(shown(expression)).to.equal(text);
    });
  }
});
