import { callbackWith, do_, pair, try_ } from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { setDebug } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const CLAUSES = ["partial.scheduling-functions-take-no-kwargs"] as const;
const JOB: Expression = { fn: "job" };
const SIGTERM = 15;

/** Each function of the clause with what it takes before the callback. */
const FUNCTIONS: readonly (readonly [
  method: string,
  first: readonly Expression[],
  before?: readonly Operation[],
])[] = [
  ["call_soon", []],
  ["call_soon_threadsafe", []],
  ["call_later", [0]],
  ["call_at", [{ time_plus: 0 }]],
  ["run_in_executor", [null]],
  ["add_reader", [{ end: "p", side: 0 }], [pair("p")]],
  ["add_signal_handler", [SIGTERM]],
];

const refused = (
  method: string,
  slug: string,
  title: string,
  args: readonly Expression[],
  kwargs: Keywords,
  before: readonly Operation[],
  params: readonly string[] = [],
): CaseDefinition =>
  kase(`partial/no-keywords-${method.replaceAll("_", "-")}${slug}`, title, {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job: callbackWith(params) },
    main: [...before, try_(do_({ m: method, args, kwargs })), runRounds],
    expect: trace("!TypeError"),
  });

/** The scheduling functions take no keyword arguments for the callback. */
export const partialKeywords = table([
  ...FUNCTIONS.flatMap(([method, first, before = []]) => [
    refused(
      method,
      "",
      `${method} refuses a keyword argument`,
      [...first, JOB],
      { flush: true },
      before,
    ),
    refused(
      method,
      "-with-argument",
      `${method} refuses a keyword argument beside a positional one`,
      [...first, JOB, "Hello"],
      { flush: true },
      before,
      ["text"],
    ),
    refused(
      method,
      "-two",
      `${method} refuses two keyword arguments`,
      [...first, JOB],
      { end: "", flush: true },
      before,
    ),
    refused(
      method,
      "-debug",
      `${method} refuses a keyword argument in debug mode`,
      [...first, JOB],
      { flush: true },
      [setDebug(true), ...before],
    ),
  ]),
]);
