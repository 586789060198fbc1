import {
  assign,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  handler,
  log,
  quiet,
  repeat,
  same,
  show,
  tryExcept,
  variable,
  variadic,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon, setDebug, setExceptionHandler } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, under, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CIRCUMSTANCES } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";

const SHARED = ["call-soon.context-shared-object"] as const;
const POSITIONAL = ["call-soon.context-keyword-only"] as const;
const IN_CONTEXT = { context: variable("context") };
const makeContext = assign("context", { make: "copy_context" });
const isContext = quiet(
  callbackWith(["given"], show("same", same(variable("given"), variable("context")))),
);
const last = quiet(callback(END));

const invalid = (slug: string, title: string, context: Expression): readonly CaseDefinition[] =>
  [false, true].map((debug) =>
    kase(
      `call-soon/context-invalid-${slug}${debug ? "-debug" : ""}`,
      `${title} as the context leads to an error${debug ? " in debug mode" : ""}`,
      {
        clauses: ["call-soon.context-invalid"],
        fns: { ...ROUNDS, job: quiet(callback()), on_error: handler() },
        main: [
          setDebug(debug),
          setExceptionHandler("on_error"),
          tryExcept([callSoon("job", [], { context })], "problem", log("error")),
          runRounds,
        ],
        // With whose signature the handler is called is another clause's business.
        expect: trace({
          one_of: [["error"], ["on_error"], ["on_error called with 1 argument"]],
        }),
      },
    ),
  );

/** One context object for several callbacks, and what is no context argument at all. */
export const callSoonContextObject = table([
  ...OWN_PLACES.map((place) =>
    kase(
      `call-soon/context-shared-${place.slug}`,
      `scheduled ${place.title} with one context, the second callback sees the first one's change`,
      placed(
        place,
        [makeContext, callSoon("first", [], IN_CONTEXT), callSoon("second", [], IN_CONTEXT)],
        {
          clauses: SHARED,
          fns: {
            first: quiet(callback(contextVarSet("who", "first"))),
            second: quiet(callback(contextVarShow("who"), END)),
          },
          expect: trace("who=first"),
        },
      ),
    ),
  ),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/context-shared-${slug}`, `callbacks ${title} share a context`, {
      clauses: SHARED,
      fns: {
        first: callbackWith(params, contextVarSet("who", "first")),
        second: callbackWith(params, contextVarShow("who"), END),
      },
      main: [
        makeContext,
        ...untilEnd(callSoon("first", args, IN_CONTEXT), callSoon("second", args, IN_CONTEXT)),
      ],
      expect: trace(`first${shown}`, `second${shown}`, "who=first"),
    }),
  ),
  ...underEach("call-soon/context-shared", "two callbacks share a context", () => ({
    clauses: SHARED,
    fns: {
      first: quiet(callback(contextVarSet("who", "first"))),
      second: quiet(callback(contextVarShow("who"), END)),
    },
    main: [
      makeContext,
      ...untilEnd(callSoon("first", [], IN_CONTEXT), callSoon("second", [], IN_CONTEXT)),
    ],
    expect: trace("who=first"),
  })),
  kase("call-soon/context-shared-by-nested", "a callback in a context may give it to another", {
    clauses: SHARED,
    fns: {
      outer: quiet(callback(contextVarSet("who", "outer"), callSoon("nested", [], IN_CONTEXT))),
      nested: quiet(callback(contextVarShow("who"), contextVarSet("who", "nested"), END)),
    },
    main: [
      makeContext,
      ...untilEnd(callSoon("outer", [], IN_CONTEXT)),
      show("context", { cv: "who", in: variable("context") }),
    ],
    expect: trace("who=outer", "context=nested"),
  }),
  kase("call-soon/context-shared-by-hundred", "a hundred callbacks build on each other's changes", {
    clauses: SHARED,
    fns: {
      job: quiet(callback(contextVarSet("count", { add: [{ cv: "count" }, 1] }))),
      last: quiet(callback(contextVarShow("count"), END)),
    },
    main: [
      contextVarSet("count", 0),
      makeContext,
      ...untilEnd(repeat(100, callSoon("job", [], IN_CONTEXT)), callSoon("last", [], IN_CONTEXT)),
    ],
    expect: trace("count=100"),
  }),
  kase("call-soon/context-shared-past-default", "callbacks without it in between change nothing", {
    clauses: SHARED,
    fns: {
      first: quiet(callback(contextVarSet("who", "first"))),
      other: quiet(callback(contextVarSet("who", "other"))),
      second: quiet(callback(contextVarShow("who"), END)),
    },
    main: [
      makeContext,
      ...untilEnd(
        callSoon("first", [], IN_CONTEXT),
        callSoon("other"),
        callSoon("second", [], IN_CONTEXT),
      ),
    ],
    expect: trace("who=first"),
  }),
  kase("call-soon/context-shared-between-runs", "a context keeps its changes for the next run", {
    clauses: SHARED,
    fns: {
      ...ROUNDS,
      first: quiet(callback(contextVarSet("who", "first"))),
      second: quiet(callback(contextVarShow("who"), END)),
    },
    main: [
      makeContext,
      callSoon("first", [], IN_CONTEXT),
      runRounds,
      ...untilEnd(callSoon("second", [], IN_CONTEXT)),
    ],
    expect: trace("who=first"),
  }),
  ...CIRCUMSTANCES.filter(({ slug }) => ["plain", "debug", "second-run"].includes(slug)).map(
    (circumstance) =>
      kase(
        `call-soon/context-positional-${circumstance.slug}`,
        `a context given by position is an argument ${circumstance.title}`,
        under(circumstance, {
          clauses: POSITIONAL,
          fns: { job: isContext, last },
          main: [
            makeContext,
            ...untilEnd(callSoon("job", [variable("context")]), callSoon("last")),
          ],
          expect: trace("same=True"),
        }),
      ),
  ),
  kase(
    "call-soon/context-positional-from-callback",
    "a context given by position in a callback is an argument",
    {
      clauses: POSITIONAL,
      fns: {
        outer: quiet(callback(callSoon("job", [variable("context")]), callSoon("last"))),
        job: isContext,
        last,
      },
      main: [makeContext, ...untilEnd(callSoon("outer"))],
      expect: trace("same=True"),
    },
  ),
  kase(
    "call-soon/context-positional-count",
    "a context given by position is counted among the arguments",
    {
      clauses: POSITIONAL,
      fns: { job: quiet(variadic(callback(END, show("count", { len: variable("rest") })))) },
      main: [makeContext, ...untilEnd(callSoon("job", [1, variable("context"), 2]))],
      expect: trace("count=3"),
    },
  ),
  kase(
    "call-soon/context-positional-last",
    "a context given as the last of three arguments is an argument",
    {
      clauses: POSITIONAL,
      fns: { job: quiet(variadic(callback(END, show("count", { len: variable("rest") })))) },
      main: [makeContext, ...untilEnd(callSoon("job", [1, 2, variable("context")]))],
      expect: trace("count=3"),
    },
  ),
  kase("call-soon/context-positional-not-entered", "the callback does not run in it", {
    clauses: POSITIONAL,
    fns: { job: quiet(variadic(callback(END, contextVarShow("who")))) },
    main: [
      contextVarSet("who", "inner"),
      makeContext,
      contextVarSet("who", "outer"),
      ...untilEnd(callSoon("job", [variable("context")])),
    ],
    expect: trace("who=outer"),
  }),
  kase(
    "call-soon/context-positional-and-keyword",
    "beside a context given by position, one given by keyword is the context",
    {
      clauses: POSITIONAL,
      fns: {
        job: quiet(
          variadic(callback(END, contextVarShow("who"), show("count", { len: variable("rest") }))),
        ),
      },
      main: [
        contextVarSet("who", "argument"),
        makeContext,
        contextVarSet("who", "keyword"),
        assign("second", { make: "copy_context" }),
        contextVarSet("who", "outer"),
        ...untilEnd(callSoon("job", [variable("context")], { context: variable("second") })),
      ],
      expect: trace("who=keyword", "count=1"),
    },
  ),
  ...invalid("number", "a number", 5),
  ...invalid("text", "a text", "context"),
  ...invalid("object", "an object that is not a context", { make: "object" }),
]);
