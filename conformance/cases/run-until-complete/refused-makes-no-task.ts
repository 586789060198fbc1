/**
 * A `run_until_complete()` that is refused has not asked the task factory.
 *
 * A loop that can run inside a run passes as well: only a factory that was asked before a refusal leaves an entry.
 */
import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  if_,
  log,
  quiet,
  return_,
  tryExcept,
  variable,
  withKeywords,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callLater,
  close,
  createFuture,
  loopCall,
  methodCall,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP } from "../kit/lookups.ts";
import { PLACES } from "../kit/places.ts";
import { PARAMETERS } from "../kit/task-factories.ts";

const CLAUSE = "run-until-complete.refused-makes-no-task";
const ASKED = createFuture("asked");
const OTHER = { on: variable("other") };
/** Says that it was asked before it makes a task: on a closed loop that may fail. */
const factory = quiet(
  withKeywords(
    callbackWith(
      PARAMETERS,
      methodCall("asked", "set_result", [null]),
      return_({ make: "task", of: variable("coroutine"), loop: variable("loop_") }),
    ),
  ),
);
const fns = { factory, job: quiet(coroutine()) };

/** A run of a coroutine while the factory is set, on the loop itself or another one. */
const refused = (on?: typeof OTHER): readonly Operation[] => [
  factoryOf({ fn: "factory" }, on),
  tryExcept(
    [runUntilComplete(call("job"), on)],
    "problem",
    if_({ m: "done", on: variable("asked") }, [log("the factory was asked")]),
  ),
  ...(on === undefined ? [factoryOf(null, on)] : []),
];
const factoryOf = (value: Expression, on?: typeof OTHER): Operation =>
  on === undefined
    ? loopCall("set_task_factory", [value])
    : methodCall("other", "set_task_factory", [value]);

/** Other loops, which refuse for another reason each. */
const OTHERS = [
  { slug: "of-a-closed-loop", title: "of a closed loop", before: [methodCall("other", "close")] },
  // It lets a loop that can run inside another one come to an end.
  {
    slug: "of-another-loop",
    title: "of another loop",
    before: [callLater(0.03, { bound: "stop", ...OTHER }, [], OTHER)],
  },
] as const;

const INSIDE = PLACES.filter(({ slug }) => ["callback", "coroutine", "timer"].includes(slug));

export const refusedMakesNoTask = table([
  kase(
    "run-until-complete/refused-makes-no-task-closed",
    "a closed loop that refuses a coroutine does not ask the task factory",
    {
      clauses: [CLAUSE],
      fns,
      main: [ASKED, close(), ...refused(), log("next")],
      expect: trace("next"),
    },
  ),
  kase(
    "run-until-complete/refused-makes-no-task-closed-after-a-run",
    "a loop that was closed after a run does not ask the task factory when it refuses a coroutine",
    {
      clauses: [CLAUSE],
      fns,
      main: [ASKED, runUntilComplete(call("job")), close(), ...refused(), log("next")],
      expect: trace("next"),
    },
  ),
  ...INSIDE.flatMap((place) => {
    const inside = (body: readonly Operation[], before: readonly Operation[] = []) => {
      const placement = place.put([...body, callLater(0.01, "later")]);
      return {
        clauses: [CLAUSE] as const,
        fns: { ...fns, ...placement.fns, later: callback(stop()) },
        main: [
          ASKED,
          ...before,
          ...placement.before,
          // The end of a run that an inner one has robbed of its stop().
          callLater(3, STOP),
          runForever(),
          log("returned"),
        ],
        expect: trace("later", "returned"),
      };
    };
    return [
      kase(
        `run-until-complete/refused-makes-no-task-${place.slug}`,
        `a running loop that refuses a coroutine ${place.title} does not ask the task factory`,
        inside(refused()),
      ),
      ...OTHERS.map(({ slug, title, before }) =>
        kase(
          `run-until-complete/refused-makes-no-task-${slug}-${place.slug}`,
          `a run ${title} that is refused ${place.title} does not ask the task factory`,
          inside(refused(OTHER), [assign("other", ANOTHER_LOOP), ...before]),
        ),
      ),
    ];
  }),
]);
