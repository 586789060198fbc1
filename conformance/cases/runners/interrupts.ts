/** SIGINT while `asyncio.run()` or a Runner runs. */
import {
  call,
  coroutine,
  event,
  eventSet,
  join,
  log,
  onSignal,
  quiet,
  raise,
  raiseSignal,
  repeat,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  tryExcept,
  tryFinally,
  wait,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closesRunner, runner, runs, runsOn } from "../kit/runners.ts";
import { FAR } from "../kit/shorthand.ts";

const CANCELS = "runner.sigint-cancels-main-task";
const RESTORED = "runner.sigint-handler-restored";

/** The two ways to run; what asyncio.run() does is said of Runner. */
const WAYS: readonly (readonly [string, string, (what: Expression) => readonly Operation[]])[] = [
  ["run", "asyncio.run()", (what) => [try_(runs(what))]],
  ["runner", "Runner.run()", (what) => [runner(), try_(runsOn(what)), closesRunner]],
];
/** The interpreter's own action, whatever the process was started with. */
const own = onSignal("SIGINT", null);
const disposition = (label: string) => show(label, { disposition: "SIGINT" });
const interrupts = raiseSignal("SIGINT");

export const runnerInterrupts = table(
  WAYS.flatMap(([slug, title, running]) => [
    kase(
      `${slug}/interrupted`,
      `SIGINT cancels the main task of ${title}, which raises KeyboardInterrupt`,
      {
        clauses: [CANCELS],
        fns: {
          work: coroutine({
            op: "try",
            body: [interrupts, sleep(FAR), log("not reached")],
            catch: [log("caught", { $: "error" })],
            as: "error",
            reraise: true,
          }),
        },
        main: [own, ...running(call("work"))],
        expect: trace("work", "caught=CancelledError", "!KeyboardInterrupt"),
      },
    ),
    kase(
      `${slug}/interrupted-by-a-thread`,
      `SIGINT that a thread sends cancels the main task of ${title}`,
      {
        clauses: [CANCELS],
        fns: {
          other: quiet(threadFunction(wait("waits"), interrupts)),
          work: coroutine(
            // A signal that comes before a poll begins wakes no host that has no descriptor for it.
            tryFinally([eventSet("waits"), repeat(800, sleep(0.01))], log("ended")),
          ),
        },
        main: [own, event("waits"), thread("other", "t"), ...running(call("work")), join("t")],
        expect: trace("work", "ended", "!KeyboardInterrupt"),
      },
    ),
    kase(
      `${slug}/interrupted-cleans-up`,
      `the main task of ${title} may await while it ends by SIGINT`,
      {
        clauses: [CANCELS],
        fns: {
          work: coroutine(tryFinally([interrupts, sleep(FAR)], sleep(0.01), log("cleaned"))),
        },
        main: [own, ...running(call("work"))],
        expect: trace("work", "cleaned", "!KeyboardInterrupt"),
      },
    ),
    kase(`${slug}/interrupted-inner`, `SIGINT reaches what the main task of ${title} awaits`, {
      clauses: [CANCELS],
      fns: {
        inner: coroutine(try_(interrupts, sleep(FAR)), raise("CancelledError")),
        work: quiet(coroutine({ op: "await", what: call("inner") })),
      },
      main: [own, ...running(call("work"))],
      expect: trace("inner", "!CancelledError", "!KeyboardInterrupt"),
    }),
    kase(`${slug}/interrupted-twice`, `a second SIGINT interrupts ${title} at once`, {
      clauses: [CANCELS],
      fns: {
        work: coroutine(
          tryExcept([interrupts, sleep(FAR)], "error", log("cancelled")),
          interrupts,
          log("not reached"),
        ),
      },
      main: [own, ...running(call("work"))],
      expect: trace("work", "cancelled", "!KeyboardInterrupt"),
    }),
    kase(`${slug}/handler-gone`, `the handler of SIGINT is gone after ${title}`, {
      clauses: [RESTORED],
      fns: { work: coroutine(disposition("inside"), sleep(0)) },
      main: [own, ...running(call("work")), disposition("after")],
      expect: trace("work", "inside=handler", "after=default"),
    }),
    kase(
      `${slug}/handler-gone-after-an-error`,
      `the handler of SIGINT is gone after an error of ${title}`,
      {
        clauses: [RESTORED],
        fns: { work: coroutine(sleep(0), raise("AppError", "x")) },
        main: [own, ...running(call("work")), disposition("after")],
        expect: trace("work", "!AppError:x", "after=default"),
      },
    ),
    kase(
      `${slug}/handler-gone-after-an-interrupt`,
      `the handler of SIGINT is gone after ${title} was interrupted`,
      {
        clauses: [RESTORED],
        fns: { work: coroutine(interrupts, sleep(FAR)) },
        main: [own, ...running(call("work")), disposition("after")],
        expect: trace("work", "!KeyboardInterrupt", "after=default"),
      },
    ),
  ]),
);
