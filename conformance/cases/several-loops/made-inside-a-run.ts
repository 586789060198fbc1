/** A loop that is made inside a run of another one: it is not the running loop, and does not run. */
import {
  await_,
  call,
  callback,
  coroutine,
  quiet,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import { callSoon, createTask, methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed } from "../kit/callback-rows.ts";
import { makesAnother, showRunning, withMade } from "../kit/lookups.ts";
import type { PlaceName } from "../kit/places.ts";
import { END } from "../kit/settle.ts";

type First = CaseDefinition["clauses"][0];
const RUNNING_IN: { readonly [place in PlaceName]?: First } = {
  callback: "get-running-loop.returns-loop-in-callback",
  coroutine: "get-running-loop.returns-loop-in-coroutine",
};
const ELSEWHERE: First = "get-running-loop.returns-loop-in-other-callback-kinds";
const closed = methodCall("made", "close");
const finish = callSoon("end_of_run");
const fns = { end_of_run: quiet(callback(END)) };

/** What is done with the loop that was made, before the running loop is asked for and afterwards. */
const AND_THEN: readonly (readonly [
  slug: string,
  title: string,
  before: readonly Operation[],
  after: readonly Operation[],
])[] = [
  ["made", "is made", [], [withMade(closed)]],
  ["closed", "is made and closed", [withMade(closed)], []],
  ["asked", "is made and asked", [withMade(methodCall("made", "is_running"))], [withMade(closed)]],
];

export const madeInsideARun = table([
  ...AND_THEN.flatMap(([slug, title, before, after]) =>
    OWN_PLACES.filter(({ duringRun }) => duringRun).map((place) =>
      kase(
        `get-running-loop/while-another-is-${slug}-${place.slug}`,
        `the running loop stays the running one when another ${title} ${place.title}`,
        placed(place, [...makesAnother(), ...before, showRunning("running"), ...after, finish], {
          clauses: [RUNNING_IN[place.slug] ?? ELSEWHERE],
          fns,
          expect: trace("running=True"),
        }),
      ),
    ),
  ),
  ...OWN_PLACES.filter(({ duringRun }) => duringRun).map((place) =>
    kase(
      `state/made-inside-is-not-running-${place.slug}`,
      `a loop that is made ${place.title} of another's run is not running`,
      placed(
        place,
        [
          ...makesAnother(),
          withMade(show("made", { m: "is_running", on: variable("made") }), closed),
          finish,
        ],
        {
          clauses: ["is-running.other-loop-false"],
          fns,
          expect: trace({ one_of: [["made=False"], []] }),
        },
      ),
    ),
  ),
  kase(
    "get-running-loop/after-an-await-with-another-made",
    "after an await the running loop is the one that drives, though another was made before",
    {
      clauses: ["get-running-loop.returns-loop-in-coroutine"],
      fns: {
        work: quiet(
          coroutine(...makesAnother(), sleep(0), showRunning("running"), withMade(closed)),
        ),
      },
      main: [runUntilComplete(call("work"))],
      expect: trace("running=True"),
    },
  ),
  kase(
    "get-running-loop/in-another-task-with-another-made",
    "the running loop is the same in a task that begins when another loop was made",
    {
      clauses: ["get-running-loop.returns-loop-in-coroutine"],
      fns: {
        asks: quiet(coroutine(showRunning("running"))),
        work: quiet(
          coroutine(...makesAnother(), createTask(call("asks"), "task"), await_(variable("task"))),
        ),
      },
      main: [runUntilComplete(call("work")), withMade(closed)],
      expect: trace("running=True"),
    },
  ),
]);
