/** `loop.run_in_executor()`: what its future gets from executors that are given or set. */
import {
  assign,
  await_,
  call,
  coroutine,
  if_,
  quiet,
  raise,
  return_,
  threadFunction,
  threadFunctionWith,
  try_,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { loopCall, methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const FUTURE = "run-in-executor.returns-future";

const POOL = variable("pool");
const setPool = loopCall("set_default_executor", [POOL]);

/** The executors, as the call names them, and what main does before. */
const EXECUTORS = [
  ["given", "an executor that is given", POOL, []],
  ["set", "an executor that was set", null, [setPool]],
  ["given-and-set", "an executor that is given and was set", POOL, [setPool]],
] as const satisfies readonly (readonly [string, string, Expression, readonly Operation[]])[];

export const executorsGiven = table(
  EXECUTORS.flatMap(([slug, which, executor, before]) => {
    const run = (...args: Expression[]): Expression => ({
      m: "run_in_executor",
      args: [executor, { fn: "job" }, ...args],
    });
    const inPool = (job: ReturnType<typeof threadFunction>, ...body: Operation[]) => ({
      clauses: [FUTURE] as const,
      fns: { job: quiet(job), work: quiet(coroutine(...body)) },
      main: [
        assign("pool", { make: "thread_pool", workers: 1 }),
        ...before,
        runUntilComplete(call("work")),
        methodCall("pool", "shutdown", [true]),
      ],
    });
    return [
      kase(
        `executor/arguments-to-${slug}`,
        `run_in_executor() hands all arguments to the function by ${which}`,
        {
          ...inPool(
            threadFunctionWith(
              ["a", "b", "c"],
              return_({ list: [variable("c"), variable("a"), variable("b")] }),
            ),
            await_(run(3, 4, 5), { show: "result" }),
          ),
          expect: trace("result=(5, 3, 4)"),
        },
      ),
      kase(
        `executor/exception-from-${slug}`,
        `the future of run_in_executor() gets what the function raises in ${which}`,
        {
          ...inPool(threadFunction(raise("AppError", "own")), try_(await_(run()))),
          expect: trace("!AppError:own"),
        },
      ),
      kase(
        `executor/result-after-exception-from-${slug}`,
        `${which} gives a result after another function raised`,
        {
          ...inPool(
            threadFunctionWith(
              ["divisor"],
              if_({ equal: [variable("divisor"), 0] }, [raise("ZeroDivisionError")], [return_(7)]),
            ),
            try_(await_(run(0))),
            await_(run(1), { show: "result" }),
          ),
          expect: trace("!ZeroDivisionError", "result=7"),
        },
      ),
    ];
  }),
);
