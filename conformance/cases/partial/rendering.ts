import type { ClauseId } from "../../clauses/index.ts";
import {
  callback,
  handler,
  quiet,
  raise,
  show,
  variable,
  variadic,
  withKeywords,
} from "../../language/build.ts";
import type { CaseDefinition, ProgramFunction } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon, setDebug, setExceptionHandler } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { SCHEDULERS, type Scheduler } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const HELLO: Expression = { partial: { fn: "greet" }, args: ["Hello"], kwargs: { flush: true } };
const NESTED: Expression = { partial: HELLO, args: ["again"], kwargs: { end: "x" } };
const greet: ProgramFunction = withKeywords(variadic(quiet(callback())));
const PARTS = ["greet", "Hello", "flush=True"];

/** Whether the handle's representation shows each part. */
const represented = (
  { method, slug, schedule }: Scheduler,
  suffix: string,
  clause: ClauseId,
  debug: boolean,
  shows: (part: string) => boolean,
): CaseDefinition =>
  kase(
    `partial/rendered-${slug}-${suffix}`,
    `the handle of ${method} shows a partial's ${PARTS.filter(shows).join(", ")}`,
    {
      clauses: [clause],
      fns: { greet },
      main: [
        setDebug(debug),
        schedule(HELLO, [], { as: "h" }),
        ...PARTS.map((part) => show(part, { contains: { repr: variable("h") }, text: part })),
      ],
      expect: trace(...PARTS.map((part) => `${part}=${shows(part) ? "True" : "False"}`)),
    },
  );

/** The message to the exception handler shows the part. */
const reported = (
  slug: string,
  title: string,
  bound: Expression,
  message: string,
): CaseDefinition =>
  kase(`partial/${slug}`, title, {
    clauses: ["partial.rendered-in-debug"],
    fns: {
      ...ROUNDS,
      greet: withKeywords(variadic(quiet(callback(raise("AppError"))))),
      on_error: quiet(handler()),
    },
    main: [setDebug(true), setExceptionHandler("on_error"), callSoon(bound), runRounds],
    expect: { trace: [], reports: [{ message }] },
  });

/** What representations and messages show of a partial. */
export const partialRendering = table([
  ...SCHEDULERS.map((scheduler) =>
    represented(scheduler, "debug", "partial.rendered-in-debug", true, () => true),
  ),
  ...SCHEDULERS.map((scheduler) =>
    represented(scheduler, "no-debug", "partial.rendered-outside-debug", false, () => true),
  ),
  ...SCHEDULERS.map((scheduler) =>
    represented(
      scheduler,
      "arguments-hidden",
      "partial.arguments-hidden-outside-debug",
      false,
      (part) => part === "greet",
    ),
  ),
  ...[...PARTS, "again", "end='x'"].map((text) =>
    kase(
      `partial/rendered-nested-${text.replaceAll(/\W/g, "").toLowerCase()}`,
      `in debug mode a partial of a partial shows ${text}`,
      {
        clauses: ["partial.rendered-in-debug"],
        fns: { greet },
        main: [
          setDebug(true),
          callSoon(NESTED, [], { as: "h" }),
          show("shown", { contains: { repr: variable("h") }, text }),
        ],
        expect: trace("shown=True"),
      },
    ),
  ),
  reported("message-function", "the error message names a partial's function", HELLO, "greet"),
  reported("message-argument", "the error message shows a partial's argument", HELLO, "Hello"),
  reported("message-keyword", "the error message shows a partial's keyword", HELLO, "flush=True"),
  reported(
    "message-nested",
    "the error message shows the inner partial's argument",
    NESTED,
    "Hello",
  ),
  reported("message-nested-own", "and the outer one's", NESTED, "again"),
]);
