/** What handles keep alive, and whether they can be referred to weakly. */
import {
  assign,
  callback,
  callbackWith,
  drop,
  gc,
  quiet,
  raise,
  show,
  variable,
  weak,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { callLater, cancel, runFor, setDebug } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READY_SCHEDULERS, SCHEDULERS } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const RELEASES = "handle.releases-references";
const AS_HANDLE = { as: "h" };
const object = variable("object");
const made = [assign("object", { make: "object" }), weak(object, "reference")];
const forgotten = [drop("object"), gc()];
const alive = (label: string) => show(label, { alive: "reference" });
const partial: Expression = { partial: { fn: "job" }, args: [object] };

/** A cancelled handle, and a loop that has run a callback, let go of it. */
export const handlesKeepAlive = table([
  ...SCHEDULERS.flatMap(({ slug, method, schedule }) => [
    kase(
      `handle/cancelled-releases-arguments-${slug}`,
      `a cancelled handle of ${method} does not keep the arguments alive`,
      {
        clauses: [RELEASES],
        fns: { job: callbackWith(["x"]) },
        main: [
          ...made,
          schedule("job", [object], AS_HANDLE),
          cancel("h"),
          ...forgotten,
          alive("kept"),
        ],
        expect: trace("kept=False"),
      },
    ),
    kase(
      `handle/cancelled-releases-callback-${slug}`,
      `a cancelled handle of ${method} does not keep the callback alive`,
      {
        clauses: [RELEASES],
        fns: { job: callbackWith(["x"]) },
        main: [...made, schedule(partial, [], AS_HANDLE), cancel("h"), ...forgotten, alive("kept")],
        expect: trace("kept=False"),
      },
    ),
  ]),
  kase(
    "handle/cancelled-releases-in-debug-mode",
    "a handle that is cancelled in debug mode does not keep the arguments alive",
    {
      clauses: [RELEASES],
      fns: { job: callbackWith(["x"]) },
      main: [
        setDebug(true),
        ...made,
        callLater(3600, "job", [object], AS_HANDLE),
        cancel("h"),
        ...forgotten,
        alive("kept"),
      ],
      expect: trace("kept=False"),
    },
  ),
  ...READY_SCHEDULERS.flatMap(({ slug, method, schedule }) => [
    kase(`handle/run-releases-${slug}`, `the loop lets go of what a callback of ${method} had`, {
      clauses: [RELEASES],
      fns: { ...ROUNDS, job: quiet(callbackWith(["x"])) },
      main: [
        ...made,
        schedule("job", [object]),
        drop("object"),
        alive("before"),
        runRounds,
        gc(),
        alive("after"),
      ],
      expect: trace("before=True", "after=False"),
    }),
    kase(
      `handle/run-releases-${slug}-after-error`,
      `the loop lets go of what a callback of ${method} had that raised`,
      {
        clauses: [RELEASES],
        fns: { ...ROUNDS, job: quiet(callbackWith(["x"], raise("AppError"))) },
        main: [...made, schedule("job", [object]), drop("object"), runRounds, gc(), alive("after")],
        expect: trace("after=False"),
      },
    ),
  ]),
  kase("handle/run-releases-timer", "the loop lets go of what a timer had that has fired", {
    clauses: [RELEASES],
    fns: { job: quiet(callbackWith(["x"])) },
    main: [
      ...made,
      callLater(0.001, "job", [object]),
      drop("object"),
      alive("before"),
      runFor(0.003),
      gc(),
      alive("after"),
    ],
    expect: trace("before=True", "after=False"),
  }),
  ...READY_SCHEDULERS.map(({ slug, method, schedule }) =>
    kase(`handle/weak-${slug}`, `a handle of ${method} can be referred to weakly`, {
      clauses: ["handle.weak-referenceable"],
      fns: { ...ROUNDS, job: callback() },
      main: [
        schedule("job", [], AS_HANDLE),
        weak(variable("h"), "reference"),
        alive("before"),
        drop("h"),
        runRounds,
        gc(),
        alive("after"),
      ],
      expect: trace("before=True", "job", "after=False"),
    }),
  ),
  kase("handle/weak-timer", "a timer's handle can be referred to weakly", {
    clauses: ["handle.weak-referenceable"],
    fns: { job: callback() },
    main: [
      callLater(0.001, "job", [], AS_HANDLE),
      weak(variable("h"), "reference"),
      alive("before"),
      drop("h"),
      runFor(0.003),
      gc(),
      alive("after"),
    ],
    expect: trace("before=True", "job", "after=False"),
  }),
]);
