import { expect } from "chai";
import { CancelledError, DeadlockError, RuntimeError } from "../../../../reference/index.ts";
import { AppError, kindOf } from "./kinds.ts";

class TimeoutError extends Error {}
class LoopTimeout extends TimeoutError {}
class Strange extends Error {}

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: "read" });

describe("kinds of errors", () => {
  const table: readonly [string, unknown, string][] = [
    ["a class named as in Python", new RuntimeError("x"), "RuntimeError"],
    ["one whose base is no Exception", new CancelledError(), "CancelledError"],
    ["a subclass, by the first known class", new LoopTimeout(), "TimeoutError"],
    ["an unknown class", new Strange(), "Exception"],
    ["an unknown class of the reference", new DeadlockError("x"), "Exception"],
    ["JavaScript's own TypeError", new TypeError("x"), "TypeError"],
    ["a plain Error", new Error("x"), "Exception"],
    ["a RangeError", new RangeError("x"), "ValueError"],
    ["too deep a recursion", new RangeError("Maximum call stack size exceeded"), "RecursionError"],
    ["a ReferenceError", new ReferenceError("x"), "NameError"],
    ["a broken pipe", systemError("EPIPE"), "BrokenPipeError"],
    ["a reset connection", systemError("ECONNRESET"), "ConnectionResetError"],
    ["another system error", systemError("EMFILE"), "OSError"],
    ["an error of ours without message", new AppError(), "AppError"],
    ["an error of ours with an empty message", new AppError(""), "AppError:"],
    ["an error of ours", new AppError("why"), "AppError:why"],
    ["a text that was thrown", "oops", "oops"],
    ["an object that was thrown", {}, "<object>"],
  ];
  for (const [what, error, kind] of table) {
    it(`calls ${what} ${kind}`, () => {
      expect(kindOf(error)).to.equal(kind);
    });
  }
});
