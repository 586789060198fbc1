/** `run_until_complete()` again and again, alternating with `run_forever()`. */
import {
  call,
  callback,
  coroutine,
  log,
  quiet,
  repeat,
  return_,
  sleep,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  runFor,
  runForever,
  runForeverFor,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, ENDINGS } from "../kit/dimensions.ts";
import { LONG } from "../kit/shorthand.ts";

const REPEATABLE = "run-until-complete.repeatable";
const work = coroutine(sleep(0), return_(7));
const runWork = runUntilComplete(call("work"), { show: "result" });

export const runUntilCompleteReuse = table([
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(
      `run-until-complete/again-after-${slug}`,
      `the loop runs again after a run that ${title}`,
      {
        clauses: [REPEATABLE],
        fns: { ...fns, work },
        main: [...run, runWork],
        expect: trace(...shown, "work", "result=7"),
      },
    ),
  ),
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(
      `run-until-complete/run-forever-after-${slug}`,
      `run_forever() lasts until its own stop() after a run that ${title}`,
      {
        clauses: ["run-forever.restartable", "run-forever.runs-until-stop"],
        fns: { ...fns, later: callback({ op: "do", what: { m: "stop" } }) },
        main: [...run, callLater(0.01, "later"), runForever(), log("returned")],
        expect: trace(...shown, "later", "returned"),
      },
    ),
  ),
  kase("run-until-complete/three-times", "three runs of coroutines give each its result", {
    clauses: [REPEATABLE],
    fns: { work },
    main: [runWork, runWork, runWork],
    expect: trace("work", "result=7", "work", "result=7", "work", "result=7"),
  }),
  kase(
    "run-until-complete/alternating-with-run-forever",
    "runs of both kinds alternate on one loop",
    {
      clauses: [REPEATABLE],
      fns: { work, a: callback() },
      main: [
        runWork,
        callSoon("a"),
        ...runForeverFor(0.001),
        runWork,
        callSoon("a"),
        callSoon(STOP),
        runForever(),
        runWork,
      ],
      expect: trace("work", "result=7", "a", "work", "result=7", "a", "work", "result=7"),
    },
  ),
  kase(
    "run-until-complete/a-thousand-alternations",
    "1,000 runs of each kind alternate on one loop",
    {
      timeout: LONG,
      clauses: [REPEATABLE],
      fns: { work: quiet(coroutine(sleep(0))), a: quiet(callback()) },
      main: [
        repeat(1000, runUntilComplete(call("work")), callSoon("a"), callSoon(STOP), runForever()),
        runUntilComplete(call("work")),
        log("returned"),
      ],
      expect: trace("returned"),
    },
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/timers-in-the-next-run-${slug}`,
      `a timer that one run left behind fires in the next ${title}`,
      {
        clauses: [REPEATABLE],
        fns: { ...fns, timer: callback(), work },
        main: [...before, callLater(0.01, "timer"), runWork, runFor(0.02), log("done")],
        // A slow machine may need longer than the delay for the first run: then the timer fires there.
        expect: trace(...shown, { any_order: ["work", "result=7", "timer"] }, "done"),
      },
    ),
  ),
]);
