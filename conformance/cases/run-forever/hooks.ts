/** Generator hooks around a run, and runs in other threads. */
import {
  call,
  callback,
  coroutine,
  join,
  log,
  quiet,
  repeat,
  same,
  show,
  sleep,
  thread,
  threadFunction,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callLater,
  callSoon,
  callSoonThreadsafe,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ENDINGS } from "../kit/dimensions.ts";

const HOOKS = "run-forever.asyncgen-hooks-installed-and-restored";
const THREAD = "run-forever.non-main-thread";

const FIRST: Expression = { host: "asyncgen_firstiter" };
const hookIsNone = (label: string): Operation => show(label, same(FIRST, null));

export const runForeverHooks = table([
  kase(
    "run-forever/hooks-during-the-run-alone",
    "generator hooks are there during a run, and not before and after it",
    {
      clauses: [HOOKS],
      fns: { look: quiet(callback(hookIsNone("during"))) },
      main: [
        hookIsNone("before"),
        callSoon("look"),
        callSoon(STOP),
        runForever(),
        hookIsNone("after"),
      ],
      expect: trace("before=True", "during=False", "after=True"),
    },
  ),
  kase(
    "run-forever/hooks-in-run-until-complete",
    "generator hooks are set only during run_until_complete()",
    {
      clauses: [HOOKS],
      fns: { look: quiet(coroutine(hookIsNone("during"), sleep(0), hookIsNone("later"))) },
      main: [runUntilComplete(call("look")), hookIsNone("after")],
      expect: trace("during=False", "later=False", "after=True"),
    },
  ),
  ...ENDINGS.map(({ slug, title, fns, run, shown }) =>
    kase(
      `run-forever/hooks-restored-after-${slug}`,
      `the former generator hook is back after a run that ${title}`,
      {
        clauses: [HOOKS],
        fns: { ...fns, own_hook: quiet(callback()) },
        main: [
          { op: "set_asyncgen_hook", fn: "own_hook" },
          ...run,
          show("own", same(FIRST, { fn: "own_hook" })),
        ],
        expect: trace(...shown, "own=True"),
      },
    ),
  ),
  kase("run-forever/in-a-thread", "run_forever() works in another thread", {
    clauses: [THREAD],
    fns: { runs: threadFunction(runForever(), log("returned")), later: callback(stop()) },
    main: [callLater(0.005, "later"), thread("runs", "t"), join("t")],
    expect: trace("runs", "later", "returned"),
  }),
  kase(
    "run-forever/in-a-thread-while-another-runs",
    "two loops run for ever at the same time in two threads",
    {
      clauses: [THREAD],
      fns: {
        runs: quiet(
          threadFunction(
            { op: "do", what: { m: "run_forever", on: { $: "other" } } },
            log("thread returned"),
          ),
        ),
        halt_other: callback({ op: "do", what: { m: "stop", on: { $: "other" } } }),
        tells: callback(callSoonThreadsafe("halt_other", [], { on: { $: "other" } }), stop()),
      },
      main: [
        { op: "do", what: { make: "loop" }, as: "other" },
        thread("runs", "t"),
        callLater(0.01, "tells"),
        runForever(),
        join("t"),
        log("returned"),
      ],
      expect: trace("tells", "halt_other", "thread returned", "returned"),
    },
  ),
  kase(
    "run-forever/in-ten-threads-in-turn",
    "run_forever() of one loop works in ten threads in turn",
    {
      clauses: [THREAD],
      fns: { runs: quiet(threadFunction(callSoon(STOP), runForever(), log("returned"))) },
      main: [repeat(10, thread("runs", "t"), join("t"))],
      expect: trace(...Array<string>(10).fill("returned")),
    },
  ),
]);
