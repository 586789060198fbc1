import {
  assign,
  coroutine,
  do_,
  raise,
  return_,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { methodCall } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

const work = coroutine(sleep(0), return_(5));
const awaitable: Expression = { make: "awaitable", fn: "work" };
const runner = assign("runner", { make: "runner" });
const close = methodCall("runner", "close");
const runs = (what: Expression): Expression => ({
  m: "run",
  on: variable("runner"),
  args: [what],
});

/** What asyncio.run() and Runner.run() may be given. */
export const runnerArguments = table([
  kase("run/awaitable", "asyncio.run() takes an object with __await__ and returns its result", {
    clauses: ["run.accepts-awaitable"],
    fns: { work },
    main: [show("result", { run: awaitable })],
    expect: trace("work", "result=5"),
  }),
  kase("run/awaitable-raises", "and raises its error", {
    clauses: ["run.accepts-awaitable"],
    fns: { work: coroutine(raise("AppError", "x")) },
    main: [try_(do_({ run: awaitable }))],
    expect: trace("work", "!AppError:x"),
  }),
  kase("runner/awaitable", "Runner.run() takes an object with __await__ and returns its result", {
    clauses: ["runner.run-accepts-awaitable"],
    fns: { work },
    main: [runner, show("result", runs(awaitable)), close],
    expect: trace("work", "result=5"),
  }),
  kase("runner/awaitable-twice", "and another one afterwards", {
    clauses: ["runner.run-accepts-awaitable"],
    fns: { work },
    main: [runner, show("first", runs(awaitable)), show("second", runs(awaitable)), close],
    expect: trace("work", "first=5", "work", "second=5"),
  }),
  kase("runner/awaitable-raises", "Runner.run() raises the error of what it awaits", {
    clauses: ["runner.run-accepts-awaitable"],
    fns: { work: coroutine(raise("AppError", "x")) },
    main: [runner, try_(do_(runs(awaitable))), close],
    expect: trace("work", "!AppError:x"),
  }),
]);
