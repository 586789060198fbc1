import type { ClauseId } from "../../clauses/index.ts";
import {
  assign,
  call,
  coroutine,
  if_,
  log,
  quiet,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { asyncio, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { PLACES } from "../kit/dimensions.ts";
import { ANOTHER_LOOP, setCurrent, showCurrent, showRunning } from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";

const NO_LOOPS: readonly (readonly [slug: string, title: string, value: Expression])[] = [
  ["number", "a number", 5],
  ["text", "a text", "loop"],
  ["object", "an object that is not a loop", { make: "object" }],
  ["false", "False", false],
  ["error", "an error object", { error: "AppError" }],
];

const rejections = (clause: ClauseId, suffix: string, kind: string): readonly CaseDefinition[] =>
  NO_LOOPS.map(([slug, title, value]) =>
    kase(`set-event-loop/rejects-${slug}${suffix}`, `${title} is refused with ${kind}`, {
      clauses: [clause],
      main: [try_(setCurrent(value))],
      expect: trace(`!${kind}`),
    }),
  );

const THREAD: Expression = { host: "thread_id" };

const flags = (label: string, name: string): Operation[] => [
  show(`${label} running`, { m: "is_running", on: variable(name) }),
  show(`${label} closed`, { m: "is_closed", on: variable(name) }),
];

const DURING = ["callback", "threadsafe-callback", "coroutine", "timer", "reader"];

/** What set_event_loop() refuses, and what it leaves as it was. */
export const setEventLoopEffects = table([
  ...rejections("set-event-loop.rejects-non-loop", "-assertion", "AssertionError"),
  ...rejections("set-event-loop.rejects-non-loop-type-error", "", "TypeError"),
  kase("set-event-loop/state-unchanged", "set_event_loop() neither starts nor closes a loop", {
    clauses: ["set-event-loop.does-not-start-or-close"],
    main: [
      assign("other", ANOTHER_LOOP),
      setCurrent(variable("loop")),
      setCurrent(variable("other")),
      ...flags("old", "loop"),
      ...flags("new", "other"),
    ],
    expect: trace(
      ...["old running=False", "old closed=False"],
      ...["new running=False", "new closed=False"],
    ),
  }),
  kase("set-event-loop/replaced-loop-runs", "a loop that was replaced can still be run", {
    clauses: ["set-event-loop.does-not-start-or-close"],
    fns: { main: coroutine() },
    main: [setCurrent(variable("loop")), setCurrent(null), runUntilComplete(call("main"))],
    expect: trace("main"),
  }),
  kase("set-event-loop/running-loop-goes-on", "replaced while it runs, a loop runs on", {
    clauses: ["set-event-loop.does-not-start-or-close"],
    fns: {
      main: quiet(coroutine(setCurrent(variable("other")), sleep(0), ...flags("old", "loop"))),
    },
    main: [
      assign("other", ANOTHER_LOOP),
      setCurrent(variable("loop")),
      runUntilComplete(call("main")),
    ],
    expect: trace("old running=True", "old closed=False"),
  }),
  ...PLACES.filter(({ slug }) => DURING.includes(slug)).map(({ slug, title, put }) => {
    const inside = [
      END,
      setCurrent(variable("other")),
      showRunning("running"),
      showCurrent("current"),
    ];
    const placement = put(inside);
    return kase(`set-event-loop/from-${slug}`, `a run goes on with its loop after a set ${title}`, {
      clauses: ["set-event-loop.during-run-does-not-redirect"],
      fns: placement.fns,
      // What is current afterwards is asked below: a loop may make its runs in another thread.
      main: [assign("other", ANOTHER_LOOP), ...untilEnd(...placement.before)],
      expect: trace("running=True", "current=True"),
    });
  }),
  ...PLACES.filter(({ slug }) => DURING.includes(slug)).map(({ slug, title, put }) => {
    const placement = put([END, setCurrent(variable("other")), assign("inside", THREAD)]);
    return kase(
      `set-event-loop/current-after-the-run-from-${slug}`,
      `a loop that is set ${title} is current in that thread after the run`,
      {
        clauses: ["set-event-loop.during-run-does-not-redirect"],
        fns: placement.fns,
        main: [
          assign("other", ANOTHER_LOOP),
          ...untilEnd(...placement.before),
          assign("outside", THREAD),
          // A run in another thread set that thread's loop, which main cannot ask for.
          if_(
            { equal: [variable("inside"), variable("outside")] },
            [showCurrent("current", "other")],
            [log("current=True")],
          ),
        ],
        expect: trace("current=True"),
      },
    );
  }),
  kase(
    "set-event-loop/during-run-rest-of-run",
    "a run goes on with its loop for its rest after a set",
    {
      clauses: ["set-event-loop.during-run-does-not-redirect"],
      fns: {
        main: coroutine(
          setCurrent(variable("other")),
          sleep(0.005),
          showRunning("running"),
          showCurrent("current"),
        ),
      },
      main: [
        assign("other", ANOTHER_LOOP),
        setCurrent(variable("loop")),
        runUntilComplete(call("main")),
      ],
      expect: trace("main", "running=True", "current=True"),
    },
  ),
  kase("set-event-loop/none-during-run", "None set during a run does not hide its loop", {
    clauses: ["set-event-loop.during-run-does-not-redirect"],
    fns: {
      main: coroutine(setCurrent(null), sleep(0), showRunning("running"), showCurrent("current")),
    },
    main: [setCurrent(variable("loop")), runUntilComplete(call("main"))],
    expect: trace("main", "running=True", "current=True"),
  }),
  kase("set-event-loop/returns-none", "the result is None", {
    clauses: ["set-event-loop.returns-none"],
    main: [
      show("set", asyncio("set_event_loop", variable("loop"))),
      show("unset", asyncio("set_event_loop", null)),
    ],
    expect: trace("set=None", "unset=None"),
  }),
  kase("set-event-loop/set-loop-runs", "a loop that was set runs as before", {
    clauses: ["set-event-loop.does-not-start-or-close"],
    main: [setCurrent(variable("loop")), runFor(0), ...flags("set", "loop")],
    expect: trace("set running=False", "set closed=False"),
  }),
]);
