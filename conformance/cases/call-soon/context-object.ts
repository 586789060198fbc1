import {
  cb,
  cbWith,
  cvSet,
  cvShow,
  handler,
  log,
  quiet,
  repeat,
  rescue,
  same,
  set,
  show,
  v,
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
const IN_CONTEXT = { context: v("context") };
const makeContext = set("context", { make: "copy_context" });
const isContext = quiet(cbWith(["given"], show("same", same(v("given"), v("context")))));
const last = quiet(cb(END));

const invalid = (slug: string, title: string, context: Expression): readonly CaseDefinition[] =>
  [false, true].map((debug) =>
    kase(
      `call-soon/context-invalid-${slug}${debug ? "-debug" : ""}`,
      `${title} as the context leads to an error${debug ? " in debug mode" : ""}`,
      {
        clauses: ["call-soon.context-invalid"],
        fns: { ...ROUNDS, job: quiet(cb()), on_error: handler() },
        main: [
          setDebug(debug),
          setExceptionHandler("on_error"),
          rescue([callSoon("job", [], { context })], "problem", log("error")),
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
export const callSoonContextObject = table("conformance/cases/call-soon/context-object.ts", [
  ...OWN_PLACES.map((place) =>
    kase(
      `call-soon/context-shared-${place.slug}`,
      `scheduled ${place.title} with one context, the second callback sees the first one's change`,
      placed(
        place,
        [makeContext, callSoon("first", [], IN_CONTEXT), callSoon("second", [], IN_CONTEXT)],
        {
          clauses: SHARED,
          fns: { first: quiet(cb(cvSet("who", "first"))), second: quiet(cb(cvShow("who"), END)) },
          expect: trace("who=first"),
        },
      ),
    ),
  ),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/context-shared-${slug}`, `callbacks ${title} share a context`, {
      clauses: SHARED,
      fns: {
        first: cbWith(params, cvSet("who", "first")),
        second: cbWith(params, cvShow("who"), END),
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
    fns: { first: quiet(cb(cvSet("who", "first"))), second: quiet(cb(cvShow("who"), END)) },
    main: [
      makeContext,
      ...untilEnd(callSoon("first", [], IN_CONTEXT), callSoon("second", [], IN_CONTEXT)),
    ],
    expect: trace("who=first"),
  })),
  kase("call-soon/context-shared-by-nested", "a callback in a context may give it to another", {
    clauses: SHARED,
    fns: {
      outer: quiet(cb(cvSet("who", "outer"), callSoon("nested", [], IN_CONTEXT))),
      nested: quiet(cb(cvShow("who"), cvSet("who", "nested"), END)),
    },
    main: [
      makeContext,
      ...untilEnd(callSoon("outer", [], IN_CONTEXT)),
      show("context", { cv: "who", in: v("context") }),
    ],
    expect: trace("who=outer", "context=nested"),
  }),
  kase("call-soon/context-shared-by-hundred", "a hundred callbacks build on each other's changes", {
    clauses: SHARED,
    fns: {
      job: quiet(cb(cvSet("count", { add: [{ cv: "count" }, 1] }))),
      last: quiet(cb(cvShow("count"), END)),
    },
    main: [
      cvSet("count", 0),
      makeContext,
      ...untilEnd(repeat(100, callSoon("job", [], IN_CONTEXT)), callSoon("last", [], IN_CONTEXT)),
    ],
    expect: trace("count=100"),
  }),
  kase("call-soon/context-shared-past-default", "callbacks without it in between change nothing", {
    clauses: SHARED,
    fns: {
      first: quiet(cb(cvSet("who", "first"))),
      other: quiet(cb(cvSet("who", "other"))),
      second: quiet(cb(cvShow("who"), END)),
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
      first: quiet(cb(cvSet("who", "first"))),
      second: quiet(cb(cvShow("who"), END)),
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
          main: [makeContext, ...untilEnd(callSoon("job", [v("context")]), callSoon("last"))],
          expect: trace("same=True"),
        }),
      ),
  ),
  kase("call-soon/context-positional-from-callback", "so it is when a callback schedules", {
    clauses: POSITIONAL,
    fns: {
      outer: quiet(cb(callSoon("job", [v("context")]), callSoon("last"))),
      job: isContext,
      last,
    },
    main: [makeContext, ...untilEnd(callSoon("outer"))],
    expect: trace("same=True"),
  }),
  kase("call-soon/context-positional-count", "it is counted among the arguments", {
    clauses: POSITIONAL,
    fns: { job: quiet(variadic(cb(END, show("count", { len: v("rest") })))) },
    main: [makeContext, ...untilEnd(callSoon("job", [1, v("context"), 2]))],
    expect: trace("count=3"),
  }),
  kase("call-soon/context-positional-last", "so it is as the last of three arguments", {
    clauses: POSITIONAL,
    fns: { job: quiet(variadic(cb(END, show("count", { len: v("rest") })))) },
    main: [makeContext, ...untilEnd(callSoon("job", [1, 2, v("context")]))],
    expect: trace("count=3"),
  }),
  kase("call-soon/context-positional-not-entered", "the callback does not run in it", {
    clauses: POSITIONAL,
    fns: { job: quiet(variadic(cb(END, cvShow("who")))) },
    main: [
      cvSet("who", "inner"),
      makeContext,
      cvSet("who", "outer"),
      ...untilEnd(callSoon("job", [v("context")])),
    ],
    expect: trace("who=outer"),
  }),
  kase("call-soon/context-positional-and-keyword", "another one by keyword is the context", {
    clauses: POSITIONAL,
    fns: { job: quiet(variadic(cb(END, cvShow("who"), show("count", { len: v("rest") })))) },
    main: [
      cvSet("who", "argument"),
      makeContext,
      cvSet("who", "keyword"),
      set("second", { make: "copy_context" }),
      cvSet("who", "outer"),
      ...untilEnd(callSoon("job", [v("context")], { context: v("second") })),
    ],
    expect: trace("who=keyword", "count=1"),
  }),
  ...invalid("number", "a number", 5),
  ...invalid("text", "a text", "context"),
  ...invalid("object", "an object that is no context", { make: "object" }),
]);
