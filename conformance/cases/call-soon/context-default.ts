import {
  assign,
  call,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  coroutine,
  inContext,
  quiet,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
import { callSoon, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon.context-default-is-snapshot"] as const;
const sees = quiet(callback(contextVarShow("who"), END));
const setScheduleSet = [
  contextVarSet("who", "early"),
  callSoon("job"),
  contextVarSet("who", "late"),
];

/** Without a context the callback runs in a copy of the caller's, taken at the call. */
export const callSoonContextDefault = table([
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
    kase(
      `call-soon/snapshot-${slug}`,
      `a callback ${title} sees the caller's values of the time of the call`,
      {
        clauses: CLAUSES,
        fns: { job: callbackWith(params, contextVarShow("who"), END) },
        main: untilEnd(
          contextVarSet("who", "early"),
          callSoon("job", args),
          contextVarSet("who", "late"),
        ),
        expect: trace(`job${shown}`, "who=early"),
      },
    ),
  ),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/no-leak-${slug}`, `what a callback ${title} changes the caller does not see`, {
      clauses: CLAUSES,
      fns: { job: callbackWith(params, contextVarSet("who", "callback"), END) },
      main: [
        contextVarSet("who", "main"),
        ...untilEnd(callSoon("job", args)),
        contextVarShow("who"),
      ],
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
    fns: { job: quiet(callback(contextVarSet("who", "callback"), END)) },
    main: [contextVarSet("who", "main"), ...untilEnd(callSoon("job")), contextVarShow("who")],
    expect: trace("who=main"),
  })),
  kase("call-soon/no-leak-to-next", "what a callback changes the next one does not see", {
    clauses: CLAUSES,
    fns: { job: quiet(callback(contextVarSet("who", "job"))), last: sees },
    main: untilEnd(contextVarSet("who", "main"), callSoon("job"), callSoon("last")),
    expect: trace("who=main"),
  }),
  kase(
    "call-soon/no-leak-to-same",
    "what a callback changes its second registration does not see",
    {
      clauses: CLAUSES,
      fns: {
        job: quiet(callback(contextVarShow("who"), contextVarSet("who", "job"))),
        last: quiet(callback(END)),
      },
      main: untilEnd(
        contextVarSet("who", "main"),
        callSoon("job"),
        callSoon("job"),
        callSoon("last"),
      ),
      expect: trace("who=main", "who=main"),
    },
  ),
  kase("call-soon/snapshot-each", "each of three callbacks sees the value at its own call", {
    clauses: CLAUSES,
    fns: { job: quiet(callback(contextVarShow("who"))), last: sees },
    main: untilEnd(
      contextVarSet("who", "1"),
      callSoon("job"),
      contextVarSet("who", "2"),
      callSoon("job"),
      contextVarSet("who", "3"),
      callSoon("last"),
    ),
    expect: trace("who=1", "who=2", "who=3"),
  }),
  kase("call-soon/snapshot-unset", "a variable that was not set yet stays without a value", {
    clauses: CLAUSES,
    fns: { job: sees },
    main: untilEnd(callSoon("job"), contextVarSet("who", "late")),
    expect: trace("who=unset"),
  }),
  kase("call-soon/snapshot-inside-context", "inside a context the copy is of that one", {
    clauses: CLAUSES,
    fns: { job: quiet(callback(contextVarShow("who"), contextVarSet("who", "job"), END)) },
    main: [
      contextVarSet("who", "main"),
      assign("context", { make: "copy_context" }),
      ...untilEnd(inContext(variable("context"), contextVarSet("who", "inner"), callSoon("job"))),
      show("context", { cv: "who", in: variable("context") }),
    ],
    expect: trace("who=inner", "context=inner"),
  }),
  kase("call-soon/snapshot-nested", "a nested callback starts from its caller's changes", {
    clauses: CLAUSES,
    fns: { outer: quiet(callback(contextVarSet("who", "outer"), callSoon("job"))), job: sees },
    main: [contextVarSet("who", "main"), ...untilEnd(callSoon("outer")), contextVarShow("who")],
    expect: trace("who=outer", "who=main"),
  }),
  kase("call-soon/snapshot-of-task", "a task and its callback do not see each other's changes", {
    clauses: CLAUSES,
    fns: {
      main: quiet(
        coroutine(
          contextVarSet("who", "task"),
          callSoon("job"),
          contextVarSet("who", "later"),
          sleep(0),
          contextVarShow("who"),
        ),
      ),
      job: quiet(callback(contextVarShow("who"), contextVarSet("who", "job"))),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("who=task", "who=later"),
  }),
  kase("call-soon/snapshot-two-variables", "every variable is copied", {
    clauses: CLAUSES,
    fns: { job: quiet(callback(contextVarShow("first"), contextVarShow("second"), END)) },
    main: untilEnd(
      contextVarSet("first", "1"),
      contextVarSet("second", "2"),
      callSoon("job"),
      contextVarSet("first", "x"),
      contextVarSet("second", "x"),
    ),
    expect: trace("first=1", "second=2"),
  }),
]);
