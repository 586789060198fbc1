/** Failures that nobody was told of are reported when they are collected, and not only when the loop is closed. */
import {
  call,
  callback,
  coroutine,
  drop,
  errorOf,
  gc,
  log,
  quiet,
  raise,
  variadic,
} from "../../language/build.ts";
import {
  callSoon,
  close,
  createFuture,
  createTask,
  methodCall,
  runForever,
  setExceptionHandler,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const CLAUSES = ["future-exception-never-retrieved.reported"] as const;
const handles = setExceptionHandler("on_error");
/** What it is called with is another clause's business. */
const on_error = quiet(variadic(callback(log("reported"))));
const fails = quiet(coroutine(raise("AppError", "x")));
const failedTask: readonly Operation[] = [createTask(call("fails"), "task"), runRounds];
const failedFuture: readonly Operation[] = [
  createFuture("future"),
  methodCall("future", "set_exception", [errorOf("AppError", "x")]),
];
const collected = (name: string): readonly Operation[] => [drop(name), gc(), runRounds];
const thenClosed = [log("still open"), close()];

export const reportedInTime = table([
  ...underEach(
    "future/reported-before-close-task",
    "a failed task is reported before close()",
    () => ({
      clauses: CLAUSES,
      fns: { ...ROUNDS, on_error, fails },
      main: [handles, ...failedTask, ...collected("task"), ...thenClosed],
      expect: trace("reported", "still open"),
    }),
  ),
  ...underEach(
    "future/reported-before-close-future",
    "a failed future is reported before close()",
    () => ({
      clauses: CLAUSES,
      fns: { ...ROUNDS, on_error },
      main: [handles, ...failedFuture, ...collected("future"), ...thenClosed],
      expect: trace("reported", "still open"),
    }),
  ),
  kase("future/reported-in-a-run", "a failed task that is collected in a run is reported in it", {
    clauses: CLAUSES,
    fns: {
      ...ROUNDS,
      on_error,
      fails,
      collects: quiet(callback(drop("task"), gc(), callSoon("ends"))),
      ends: quiet(callback(log("still running"), stop())),
    },
    main: [handles, ...failedTask, callSoon("collects"), runForever()],
    expect: trace("reported", "still running"),
  }),
]);
