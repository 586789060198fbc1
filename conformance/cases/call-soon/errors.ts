import {
  callback,
  callbackWith,
  handler,
  quiet,
  raise,
  same,
  show,
  variable,
} from "../../language/build.ts";
import type { TraceItem } from "../../language/case.ts";
import type { ErrorKind } from "../../language/expression.ts";
import { callSoon, setExceptionHandler } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds } from "../kit/settle.ts";

const CLAUSES = ["call-soon.error-context-keys"] as const;
const KINDS: readonly ErrorKind[] = [
  "AppError",
  "AssertionError",
  "AttributeError",
  "LookupError",
  "OSError",
  "RuntimeError",
  "TimeoutError",
  "TypeError",
  "ValueError",
  "ZeroDivisionError",
];

const onError = quiet(
  handler(
    show("loop", same(variable("loop_"), variable("loop"))),
    show("dict", { is: variable("context"), type: "dict" }),
    show("message", { not: same({ item: "message", of: variable("context") }, null) }),
  ),
);
const REPORT = ["loop=True", "dict=True", "message=True"];
/** One report; that there is only one is another clause. */
const reported: readonly TraceItem[] = [...REPORT, { one_of: [[], REPORT] }];
const fails = quiet(callback(raise("AppError", "x")));
const last = quiet(callback(END));
const handles = setExceptionHandler("on_error");

/** How the loop reports a callback that raises. */
export const callSoonErrors = table([
  ...KINDS.map((kind) =>
    kase(`call-soon/error-${kind.toLowerCase()}`, `a callback's ${kind} is reported`, {
      clauses: CLAUSES,
      fns: { ...ROUNDS, on_error: onError, fails: quiet(callback(raise(kind))) },
      main: [handles, callSoon("fails"), runRounds],
      expect: trace(...reported),
    }),
  ),
  ...OWN_PLACES.map((place) =>
    kase(
      `call-soon/error-${place.slug}`,
      `the error of a callback scheduled ${place.title} is reported`,
      placed(
        place,
        [callSoon("fails"), callSoon("last")],
        { clauses: CLAUSES, fns: { on_error: onError, fails, last }, expect: trace(...reported) },
        [handles],
      ),
    ),
  ),
  ...ARGUMENT_COUNTS.filter(({ count }) => count > 0).map(({ slug, title, args, params }) =>
    kase(`call-soon/error-${slug}`, `the error of a callback ${title} is reported`, {
      clauses: CLAUSES,
      fns: {
        ...ROUNDS,
        on_error: onError,
        fails: quiet(callbackWith(params, raise("AppError", "x"))),
      },
      main: [handles, callSoon("fails", args), runRounds],
      expect: trace(...reported),
    }),
  ),
  ...(["copy_context", "context"] as const).map((make) =>
    kase(
      `call-soon/error-in-${make.replace("_", "-")}`,
      `the error of a callback in ${make === "context" ? "an empty context" : "a copied context"} is reported`,
      {
        clauses: CLAUSES,
        fns: { ...ROUNDS, on_error: onError, fails },
        main: [handles, callSoon("fails", [], { context: { make } }), runRounds],
        expect: trace(...reported),
      },
    ),
  ),
  ...underEach("call-soon/error", "a callback's error is reported", () => ({
    clauses: CLAUSES,
    fns: { ...ROUNDS, on_error: onError, fails },
    main: [handles, callSoon("fails"), runRounds],
    expect: trace(...reported),
  })),
  kase(
    "call-soon/error-wrong-arguments",
    "arguments that the callback does not take are reported",
    {
      clauses: CLAUSES,
      fns: { ...ROUNDS, on_error: onError, job: callbackWith(["only"]) },
      main: [handles, callSoon("job", [1, 2]), runRounds],
      expect: trace(...reported),
    },
  ),
  kase("call-soon/error-each", "of three failures each is reported", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, on_error: onError, fails },
    main: [handles, callSoon("fails"), callSoon("fails"), callSoon("fails"), runRounds],
    expect: trace(...reported, ...reported, ...reported),
  }),
  kase("call-soon/error-in-second-run", "a failure in a second run is reported", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, on_error: onError, fails },
    main: [handles, callSoon("fails"), runRounds, callSoon("fails"), runRounds],
    expect: trace(...reported, ...reported),
  }),
  kase("call-soon/error-nested", "the failure of a callback's callback is reported", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, on_error: onError, outer: callback(callSoon("fails")), fails },
    main: [handles, callSoon("outer"), runRounds],
    expect: trace("outer", ...reported),
  }),
  kase("call-soon/error-after-work", "what the callback did before it failed stays done", {
    clauses: CLAUSES,
    fns: {
      ...ROUNDS,
      on_error: onError,
      fails: callback(callSoon("next"), raise("AppError")),
      next: callback(),
    },
    main: [handles, callSoon("fails"), runRounds],
    // No text says that the report comes before the next callback.
    expect: trace(
      "fails",
      {
        one_of: [
          [...REPORT, "next"],
          ["next", ...REPORT],
        ],
      },
      { one_of: [[], REPORT] },
    ),
  }),
  kase("call-soon/error-new-handler", "the handler that is set last is called", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, first_handler: handler(), on_error: onError, fails },
    main: [setExceptionHandler("first_handler"), handles, callSoon("fails"), runRounds],
    expect: trace(...reported),
  }),
  kase("call-soon/no-error-no-report", "a callback that does not raise is not reported", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, on_error: onError, job: callback() },
    main: [handles, callSoon("job"), runRounds],
    expect: trace("job"),
  }),
]);
