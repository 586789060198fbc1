/** Getters where single rows leave something out: contexts that threads copy, exception handlers, other threads. */
import {
  assign,
  call,
  callback,
  coroutine,
  handler,
  inContext,
  join,
  quiet,
  raise,
  same,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
} from "../../language/build.ts";
import {
  asyncio,
  callSoon,
  close,
  methodCall,
  runUntilComplete,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { placed } from "../kit/callback-rows.ts";
import { PLACES } from "../kit/dimensions.ts";
import {
  CURRENT,
  makesAnother,
  RUNNING,
  setCurrent,
  showCurrent,
  showRaises,
  showRunning,
  withMade,
} from "../kit/lookups.ts";
import { END, ROUNDS, runRounds } from "../kit/settle.ts";
import { ask } from "../kit/shorthand.ts";

const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);
const runsOwn = (...body: Parameters<typeof coroutine>) => ({
  probe: quiet(coroutine(...body)),
  worker: quiet(
    threadFunction(
      assign("own", { make: "loop" }),
      assign("other", { make: "loop" }),
      setCurrent(variable("other")),
      runUntilComplete(call("probe"), { on: variable("own") }),
      methodCall("own", "close"),
      methodCall("other", "close"),
    ),
  ),
});

export const loopsCrossed = table([
  kase(
    "get-running-loop/worker-in-a-copied-context",
    "a thread that has copied the caller's context runs no loop",
    {
      clauses: ["get-running-loop.raises-in-worker-thread"],
      fns: {
        worker: quiet(
          threadFunction(inContext(variable("copied"), showRaises({ op: "do", what: RUNNING }))),
        ),
        work: quiet(
          coroutine(assign("copied", { make: "copy_context" }), thread("worker", "t"), join("t")),
        ),
      },
      main: [runUntilComplete(call("work"))],
      expect: trace("raised"),
    },
  ),
  kase("get-running-loop/exception-handler", "an exception handler gets the loop that calls it", {
    clauses: ["get-running-loop.returns-loop-in-other-callback-kinds"],
    fns: {
      ...ROUNDS,
      on_error: handler(showRunning("running")),
      fails: quiet(callback(raise("AppError"))),
    },
    main: [setExceptionHandler("on_error"), callSoon("fails"), runRounds],
    // With whose signature the handler is called is another clause's business.
    expect: trace({ one_of: [["on_error", "running=True"], ["on_error called with 1 argument"]] }),
  }),
  kase("get-event-loop/thread-beats-current", "the loop of a thread beats the one set there", {
    clauses: ["get-event-loop.running-beats-current"],
    fns: runsOwn(showCurrent("before", "own"), sleep(0), showCurrent("after", "own")),
    main: [thread("worker", "t"), join("t")],
    expect: trace("before=True", "after=True"),
  }),
  kase(
    "get-event-loop/thread-beats-current-set-inside",
    "the loop of a thread beats the one set there during the run",
    {
      clauses: ["set-event-loop.during-run-does-not-redirect"],
      fns: runsOwn(setCurrent(variable("other")), sleep(0), showCurrent("after", "own")),
      main: [thread("worker", "t"), join("t")],
      expect: trace("after=True"),
    },
  ),
  kase("set-event-loop/thread-does-not-fill-main", "where none is set a thread's sets none", {
    clauses: ["set-event-loop.other-threads-unaffected"],
    fns: {
      worker: quiet(threadFunction(assign("own", { make: "loop" }), setCurrent(variable("own")))),
    },
    main: [
      setCurrent(null),
      thread("worker", "t"),
      join("t"),
      showRaises({ op: "do", what: CURRENT }),
      methodCall("own", "close"),
    ],
    expect: trace("raised"),
  }),
  kase("set-event-loop/installs-a-closed-loop", "a closed loop is set like any other", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [close(), setCurrent(variable("loop")), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase(
    "new-event-loop/fresh-after-close-in-thread",
    "in a thread a closed loop does not come back",
    {
      clauses: ["new-event-loop.fresh-each-call"],
      fns: {
        worker: quiet(
          threadFunction(
            assign("first", asyncio("new_event_loop")),
            methodCall("first", "close"),
            assign("second", asyncio("new_event_loop")),
            show("same", same(variable("first"), variable("second"))),
            show("closed", ask("is_closed", variable("second"))),
            methodCall("second", "close"),
          ),
        ),
      },
      main: [thread("worker", "t"), join("t")],
      expect: trace("same=False", "closed=False"),
    },
  ),
  ...IN_THE_LOOP.map((place) =>
    kase(
      `new-event-loop/initial-state-${place.slug}`,
      `a loop made ${place.title} neither runs nor is closed, and runs after that`,
      (() => {
        const row = placed(
          place,
          [
            END,
            ...makesAnother(asyncio("new_event_loop")),
            withMade(
              show("running", ask("is_running", variable("made"))),
              show("closed", ask("is_closed", variable("made"))),
            ),
          ],
          {
            clauses: ["new-event-loop.initial-state"],
            fns: { empty: quiet(coroutine(sleep(0))) },
            expect: trace({ one_of: [["running=False", "closed=False"], []] }),
          },
        );
        return {
          ...row,
          main: [
            ...row.main,
            withMade(
              try_(runUntilComplete(call("empty"), { on: variable("made") })),
              methodCall("made", "close"),
            ),
          ],
        };
      })(),
    ),
  ),
]);
