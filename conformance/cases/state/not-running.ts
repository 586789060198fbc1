/** `loop.is_running()` outside of a run. */
import { callback, raise, repeat, show, try_ } from "../../language/build.ts";
import { callSoon, runForever, STOP } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, ENDINGS } from "../kit/dimensions.ts";
import { IS_RUNNING, LONG } from "../kit/shorthand.ts";

const OUTSIDE = "is-running.false-before-and-after";
const showRunning = (label = "running"): Operation => show(label, IS_RUNNING);

export const stateNotRunning = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`state/not-running-${slug}`, `is_running() is False before and after a run ${title}`, {
      clauses: [OUTSIDE],
      fns,
      main: [
        ...before,
        showRunning("before"),
        callSoon(STOP),
        showRunning("scheduled"),
        runForever(),
        showRunning("after"),
      ],
      expect: trace(...shown, "before=False", "scheduled=False", "after=False"),
    }),
  ),
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(
      `state/not-running-once-ended-by-${slug}`,
      `is_running() is False after a run that ${title}`,
      {
        clauses: [OUTSIDE],
        fns,
        main: [...run, showRunning()],
        expect: trace(...shown, "running=False"),
      },
    ),
  ),
  kase(
    "state/not-running-between-a-thousand-runs",
    "is_running() is False after each of 1,000 runs",
    {
      timeout: LONG,
      clauses: [OUTSIDE],
      main: [repeat(1000, callSoon(STOP), runForever(), showRunning())],
      expect: trace(...Array<string>(1000).fill("running=False")),
    },
  ),
  ...(["KeyboardInterrupt", "SystemExit"] as const).map((kind) =>
    kase(
      `state/not-running-once-${kind.toLowerCase()}-left`,
      `is_running() is False after ${kind}`,
      {
        // That an interrupt leaves the run is what CPython does; no text promises it.
        clauses: [
          "run-until-complete.keyboardinterrupt-escapes",
          "is-running.false-before-and-after",
        ],
        fns: { raises: callback(raise(kind)) },
        main: [callSoon("raises"), try_(runForever()), show("running", IS_RUNNING)],
        expect: trace("raises", `!${kind}`, "running=False"),
      },
    ),
  ),
]);
