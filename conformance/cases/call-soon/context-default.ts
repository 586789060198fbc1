import {
  call,
  cb,
  cbWith,
  coro,
  cvSet,
  cvShow,
  inContext,
  quiet,
  set,
  show,
  sleep,
  v,
} from "../../language/build.ts";
import { callSoon, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon.context-default-is-snapshot"] as const;
const sees = quiet(cb(cvShow("who"), END));
const setScheduleSet = [cvSet("who", "early"), callSoon("job"), cvSet("who", "late")];

/** Without a context the callback runs in a copy of the caller's, taken at the call. */
export const callSoonContextDefault = table("conformance/cases/call-soon/context-default.ts", [
  ...OWN_PLACES.map((place) =>
    kase(
      `call-soon/snapshot-${place.slug}`,
      `scheduled ${place.title}, a callback sees the caller's values of that time`,
      placed(place, setScheduleSet, {
        clauses: CLAUSES,
        fns: { job: sees },
        expect: trace("who=early"),
      }),
    ),
  ),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/snapshot-${slug}`, `so does a callback ${title}`, {
      clauses: CLAUSES,
      fns: { job: cbWith(params, cvShow("who"), END) },
      main: untilEnd(cvSet("who", "early"), callSoon("job", args), cvSet("who", "late")),
      expect: trace(`job${shown}`, "who=early"),
    }),
  ),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/no-leak-${slug}`, `what a callback ${title} changes the caller does not see`, {
      clauses: CLAUSES,
      fns: { job: cbWith(params, cvSet("who", "callback"), END) },
      main: [cvSet("who", "main"), ...untilEnd(callSoon("job", args)), cvShow("who")],
      expect: trace(`job${shown}`, "who=main"),
    }),
  ),
  ...underEach("call-soon/snapshot", "a callback sees the caller's values of that time", () => ({
    clauses: CLAUSES,
    fns: { job: sees },
    main: untilEnd(...setScheduleSet),
    expect: trace("who=early"),
  })),
  ...underEach("call-soon/no-leak", "what a callback changes the caller does not see", () => ({
    clauses: CLAUSES,
    fns: { job: quiet(cb(cvSet("who", "callback"), END)) },
    main: [cvSet("who", "main"), ...untilEnd(callSoon("job")), cvShow("who")],
    expect: trace("who=main"),
  })),
  kase("call-soon/no-leak-to-next", "what a callback changes the next one does not see", {
    clauses: CLAUSES,
    fns: { job: quiet(cb(cvSet("who", "job"))), last: sees },
    main: untilEnd(cvSet("who", "main"), callSoon("job"), callSoon("last")),
    expect: trace("who=main"),
  }),
  kase("call-soon/no-leak-to-same", "nor does the same callback registered twice", {
    clauses: CLAUSES,
    fns: { job: quiet(cb(cvShow("who"), cvSet("who", "job"))), last: quiet(cb(END)) },
    main: untilEnd(cvSet("who", "main"), callSoon("job"), callSoon("job"), callSoon("last")),
    expect: trace("who=main", "who=main"),
  }),
  kase("call-soon/snapshot-each", "each of three callbacks sees the value at its own call", {
    clauses: CLAUSES,
    fns: { job: quiet(cb(cvShow("who"))), last: sees },
    main: untilEnd(
      cvSet("who", "1"),
      callSoon("job"),
      cvSet("who", "2"),
      callSoon("job"),
      cvSet("who", "3"),
      callSoon("last"),
    ),
    expect: trace("who=1", "who=2", "who=3"),
  }),
  kase("call-soon/snapshot-unset", "a variable that was not set yet stays without a value", {
    clauses: CLAUSES,
    fns: { job: sees },
    main: untilEnd(callSoon("job"), cvSet("who", "late")),
    expect: trace("who=unset"),
  }),
  kase("call-soon/snapshot-inside-context", "inside a context the copy is of that one", {
    clauses: CLAUSES,
    fns: { job: quiet(cb(cvShow("who"), cvSet("who", "job"), END)) },
    main: [
      cvSet("who", "main"),
      set("context", { make: "copy_context" }),
      ...untilEnd(inContext(v("context"), cvSet("who", "inner"), callSoon("job"))),
      show("context", { cv: "who", in: v("context") }),
    ],
    expect: trace("who=inner", "context=inner"),
  }),
  kase("call-soon/snapshot-nested", "a nested callback starts from its caller's changes", {
    clauses: CLAUSES,
    fns: { outer: quiet(cb(cvSet("who", "outer"), callSoon("job"))), job: sees },
    main: [cvSet("who", "main"), ...untilEnd(callSoon("outer")), cvShow("who")],
    expect: trace("who=outer", "who=main"),
  }),
  kase("call-soon/snapshot-of-task", "a task and its callback do not see each other's changes", {
    clauses: CLAUSES,
    fns: {
      main: quiet(
        coro(cvSet("who", "task"), callSoon("job"), cvSet("who", "later"), sleep(0), cvShow("who")),
      ),
      job: quiet(cb(cvShow("who"), cvSet("who", "job"))),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("who=task", "who=later"),
  }),
  kase("call-soon/snapshot-two-variables", "every variable is copied", {
    clauses: CLAUSES,
    fns: { job: quiet(cb(cvShow("first"), cvShow("second"), END)) },
    main: untilEnd(
      cvSet("first", "1"),
      cvSet("second", "2"),
      callSoon("job"),
      cvSet("first", "x"),
      cvSet("second", "x"),
    ),
    expect: trace("first=1", "second=2"),
  }),
]);
