import { callback, callbackWith, show } from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import { callSoon, cancel } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const CLAUSES = ["call-soon.handle-cancel-idempotent"] as const;
const AS_HANDLE = { as: "h" };

const idempotent = (
  slug: string,
  title: string,
  main: readonly Operation[],
  entries: readonly string[] = [],
): CaseDefinition =>
  kase(`call-soon/${slug}`, title, {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job: callback() },
    main,
    expect: trace(...entries),
  });

/** A cancel that comes second, or too late, does nothing. */
export const callSoonCancelIdempotent = table([
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(
      `call-soon/cancel-after-run-${slug}`,
      `a late cancel of a callback ${title} does nothing`,
      {
        clauses: CLAUSES,
        fns: { ...ROUNDS, job: callbackWith(params) },
        main: [callSoon("job", args, AS_HANDLE), runRounds, cancel("h"), runRounds],
        expect: trace(`job${shown}`),
      },
    ),
  ),
  idempotent("cancel-twice", "a second cancel raises nothing", [
    callSoon("job", [], AS_HANDLE),
    cancel("h"),
    cancel("h"),
    runRounds,
  ]),
  idempotent("cancel-ten-times", "ten cancels raise nothing", [
    callSoon("job", [], AS_HANDLE),
    { op: "repeat", times: 10, body: [cancel("h")] },
    runRounds,
  ]),
  idempotent(
    "cancel-twice-after-run",
    "two cancels after the callback ran do nothing",
    [callSoon("job", [], AS_HANDLE), runRounds, cancel("h"), cancel("h"), runRounds],
    ["job"],
  ),
  idempotent("cancel-before-and-after-turn", "a second cancel after the callback's turn is idle", [
    callSoon("job", [], AS_HANDLE),
    cancel("h"),
    runRounds,
    cancel("h"),
    runRounds,
  ]),
  kase("call-soon/cancel-self", "a callback may cancel its own handle, and goes on", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job: callback(cancel("h"), show("went on", true)) },
    main: [callSoon("job", [], AS_HANDLE), runRounds, runRounds],
    expect: trace("job", "went on=True"),
  }),
  kase("call-soon/cancel-late-beside-new", "a late cancel does not touch a newer registration", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job: callbackWith(["n"]) },
    main: [
      callSoon("job", [1], AS_HANDLE),
      runRounds,
      callSoon("job", [2]),
      cancel("h"),
      runRounds,
    ],
    expect: trace("job(1)", "job(2)"),
  }),
  kase(
    "call-soon/cancel-late-in-batch",
    "a cancel by a later callback of the batch raises nothing",
    {
      clauses: CLAUSES,
      fns: { ...ROUNDS, job: callback(), late: callback(cancel("h")), next: callback() },
      main: [callSoon("job", [], AS_HANDLE), callSoon("late"), callSoon("next"), runRounds],
      expect: trace("job", "late", "next"),
    },
  ),
]);
