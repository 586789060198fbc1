import {
  assign,
  call,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  coroutine,
  join,
  quiet,
  show,
  sleep,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import { callSoon, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon.context-explicit"] as const;
const IN_CONTEXT = { context: variable("context") };

/** Makes a context in which `who` is `inner`, and leaves the caller with `outer`. */
const makeContext: readonly Operation[] = [
  contextVarSet("who", "inner"),
  assign("context", { make: "copy_context" }),
  contextVarSet("who", "outer"),
];
/** Shows a value of the context, changes it there, and ends the run. */
const looksAndChanges = [contextVarShow("who"), contextVarSet("who", "changed"), END];
const showInContext = show("context", { cv: "who", in: variable("context") });

/** With a context given, the callback runs in it. */
export const callSoonContextExplicit = table([
  ...OWN_PLACES.map((place) =>
    kase(
      `call-soon/context-sees-${place.slug}`,
      `given ${place.title}, a context's values are seen`,
      {
        ...placed(place, [...makeContext, callSoon("job", [], IN_CONTEXT)], {
          clauses: CLAUSES,
          fns: { job: quiet(callback(contextVarShow("who"), END)) },
          expect: trace("who=inner"),
        }),
      },
    ),
  ),
  ...OWN_PLACES.map((place) => {
    const row = placed(place, [...makeContext, callSoon("job", [], IN_CONTEXT)], {
      clauses: CLAUSES,
      fns: { job: quiet(callback(contextVarSet("who", "changed"), END)) },
      expect: trace("context=changed"),
    });
    return kase(
      `call-soon/context-keeps-change-${place.slug}`,
      `given ${place.title}, a context keeps what its callback changes`,
      { ...row, main: [...row.main, showInContext] },
    );
  }),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/context-${slug}`, `a callback ${title} runs in the context given`, {
      clauses: CLAUSES,
      fns: { job: callbackWith(params, ...looksAndChanges) },
      main: [...makeContext, ...untilEnd(callSoon("job", args, IN_CONTEXT)), showInContext],
      expect: trace(`job${shown}`, "who=inner", "context=changed"),
    }),
  ),
  ...underEach("call-soon/context", "a callback runs in the context given", () => ({
    clauses: CLAUSES,
    fns: { job: quiet(callback(...looksAndChanges)) },
    main: [...makeContext, ...untilEnd(callSoon("job", [], IN_CONTEXT)), showInContext],
    expect: trace("who=inner", "context=changed"),
  })),
  kase("call-soon/context-empty", "in an empty context no variable has a value", {
    clauses: CLAUSES,
    fns: { job: quiet(callback(contextVarShow("who"), END)) },
    main: [
      contextVarSet("who", "outer"),
      ...untilEnd(callSoon("job", [], { context: { make: "context" } })),
    ],
    expect: trace("who=unset"),
  }),
  kase("call-soon/context-change-stays-inside", "what the callback changes the caller keeps", {
    clauses: CLAUSES,
    fns: { job: quiet(callback(...looksAndChanges)) },
    main: [...makeContext, ...untilEnd(callSoon("job", [], IN_CONTEXT)), contextVarShow("who")],
    expect: trace("who=inner", "who=outer"),
  }),
  kase("call-soon/context-beside-default", "a context given does not reach the callbacks beside", {
    clauses: CLAUSES,
    fns: {
      job: quiet(callback(contextVarShow("who"), contextVarSet("who", "changed"))),
      last: quiet(callback(contextVarShow("who"), END)),
    },
    main: [...makeContext, ...untilEnd(callSoon("job", [], IN_CONTEXT), callSoon("last"))],
    expect: trace("who=inner", "who=outer"),
  }),
  kase(
    "call-soon/context-change-before-run",
    "a change made in the context before the run is seen",
    {
      clauses: CLAUSES,
      fns: { job: quiet(callback(contextVarShow("who"), END)) },
      main: [
        ...makeContext,
        ...untilEnd(callSoon("job", [], IN_CONTEXT), {
          op: "in_context",
          context: variable("context"),
          body: [contextVarSet("who", "late")],
        }),
      ],
      expect: trace("who=late"),
    },
  ),
  kase("call-soon/context-of-thread", "a context copied in another thread can be given", {
    clauses: CLAUSES,
    fns: {
      worker: quiet(
        threadFunction(contextVarSet("who", "thread"), assign("context", { make: "copy_context" })),
      ),
      job: quiet(callback(contextVarShow("who"), END)),
    },
    main: [
      contextVarSet("who", "outer"),
      thread("worker", "t"),
      join("t"),
      ...untilEnd(callSoon("job", [], IN_CONTEXT)),
    ],
    expect: trace("who=thread"),
  }),
  kase("call-soon/context-two", "two callbacks each run in the context given with them", {
    clauses: CLAUSES,
    fns: {
      job: quiet(callback(contextVarShow("who"))),
      last: quiet(callback(contextVarShow("who"), END)),
    },
    main: [
      ...makeContext,
      assign("second", { make: "copy_context" }),
      contextVarSet("who", "later"),
      ...untilEnd(
        callSoon("job", [], IN_CONTEXT),
        callSoon("last", [], { context: variable("second") }),
      ),
    ],
    expect: trace("who=inner", "who=outer"),
  }),
  kase("call-soon/context-inherited", "a callback scheduled inside it starts from its values", {
    clauses: CLAUSES,
    fns: { job: quiet(callback(callSoon("nested"))), nested: quiet(callback(...looksAndChanges)) },
    main: [...makeContext, ...untilEnd(callSoon("job", [], IN_CONTEXT)), showInContext],
    expect: trace("who=inner", "context=inner"),
  }),
  kase("call-soon/context-own-of-task", "a task may give its own context to a callback", {
    clauses: CLAUSES,
    fns: {
      main: quiet(
        coroutine(
          contextVarSet("who", "task"),
          assign("context", { make: "copy_context" }),
          contextVarSet("who", "later"),
          callSoon("job", [], IN_CONTEXT),
          sleep(0),
          contextVarShow("who"),
        ),
      ),
      job: quiet(callback(contextVarShow("who"), contextVarSet("who", "changed"))),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("who=task", "who=later"),
  }),
]);
