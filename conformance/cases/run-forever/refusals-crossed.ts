/**
 * Each kind of run or close() that is refused inside a run, with what must be unharmed: the outer run lasts until what
 * ends it, callbacks and timers run, the loop is the running one, and what was refused has begun nothing.
 *
 * Nothing here depends on the refusal: a loop that can run inside a run passes as well.
 */
import {
  assign,
  call,
  callback,
  coroutine,
  log,
  quiet,
  return_,
  show,
  tryExcept,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition, Program } from "../../language/case.ts";
import {
  callLater,
  callSoon,
  close,
  createFuture,
  methodCall,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import type { CaseRow } from "../../language/table.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP, showRunning } from "../kit/lookups.ts";
import { PLACES } from "../kit/places.ts";
import { IS_CLOSED, IS_RUNNING } from "../kit/shorthand.ts";

type Clause = CaseDefinition["clauses"][0];
const OTHER = { on: variable("other") };
const inner = quiet(coroutine(return_(1)));

/** Something that is refused. */
interface Refusal {
  readonly slug: string;
  readonly title: string;
  readonly before: readonly Operation[];
  readonly body: Operation;
  readonly fns?: Program["fns"];
  /** It is a close(): that the loop minds it is no text's promise. */
  readonly closes?: true;
}

const future = createFuture("given");
const other: readonly Operation[] = [
  assign("other", ANOTHER_LOOP),
  // It lets a loop that can run inside another one come to an end.
  callLater(0.03, { bound: "stop", ...OTHER }, [], OTHER),
];
const closedLoop: readonly Operation[] = [
  assign("other", ANOTHER_LOOP),
  methodCall("other", "close"),
];
const given = runUntilComplete(variable("given"));

const REFUSALS: readonly Refusal[] = [
  { slug: "run-forever", title: "run_forever()", before: [], body: runForever() },
  {
    slug: "coroutine",
    title: "run_until_complete() of a coroutine",
    before: [],
    body: runUntilComplete(call("inner")),
    fns: { inner },
  },
  {
    slug: "pending-future",
    title: "run_until_complete() of a pending future",
    before: [future],
    body: given,
  },
  {
    slug: "done-future",
    title: "run_until_complete() of a done future",
    before: [future, methodCall("given", "set_result", [1])],
    body: given,
  },
  {
    slug: "cancelled-future",
    title: "run_until_complete() of a cancelled future",
    before: [future, methodCall("given", "cancel")],
    body: given,
  },
  {
    slug: "other-run-forever",
    title: "run_forever() of another loop",
    before: other,
    body: runForever(OTHER),
  },
  {
    slug: "other-coroutine",
    title: "run_until_complete() of another loop",
    before: other,
    body: runUntilComplete(call("inner"), OTHER),
    fns: { inner },
  },
  {
    slug: "other-done-future",
    title: "run_until_complete() of another loop with a done future",
    before: [...other, createFuture("given", OTHER), methodCall("given", "set_result", [1])],
    body: runUntilComplete(variable("given"), OTHER),
  },
  {
    slug: "closed-run-forever",
    title: "run_forever() of a closed loop",
    before: closedLoop,
    body: runForever(OTHER),
  },
  {
    slug: "closed-coroutine",
    title: "run_until_complete() of a closed loop",
    before: closedLoop,
    body: runUntilComplete(call("inner"), OTHER),
    fns: { inner },
  },
  { slug: "close", title: "close()", before: [], body: close(), closes: true },
];

const IN_PLACES = PLACES.filter(({ slug }) =>
  ["callback", "threadsafe-callback", "coroutine", "timer", "reader"].includes(slug),
);
const refuse = (body: Operation): Operation => tryExcept([body], "problem");

/** A run with something refused in it; `later` and `soon` are scheduled after that. */
const refusedIn = (
  place: (typeof IN_PLACES)[number],
  { before, body, fns = {} }: Refusal,
  more: readonly Operation[],
  row: { readonly outer: Operation; readonly setUp?: readonly Operation[] } & Pick<
    CaseRow,
    "clauses" | "expect" | "fns"
  >,
): CaseRow => {
  const placement = place.put([refuse(body), ...more, callSoon("soon"), callLater(0.01, "later")]);
  return {
    clauses: row.clauses,
    fns: { ...fns, ...placement.fns, soon: callback(), ...row.fns },
    main: [
      ...before,
      ...(row.setUp ?? []),
      ...placement.before,
      // The end of a run that an inner one has robbed of its stop().
      callLater(3, STOP),
      row.outer,
      log("returned"),
    ],
    expect: row.expect,
  };
};

const each = (
  build: (place: (typeof IN_PLACES)[number], refusal: Refusal) => CaseDefinition,
  refusals = REFUSALS,
): readonly CaseDefinition[] =>
  refusals.flatMap((refusal) => IN_PLACES.map((place) => build(place, refusal)));

const unless = (closes: true | undefined, promised: Clause): Clause =>
  closes ? "close.rejected-close-leaves-loop-intact" : promised;

export const refusalsCrossed = table([
  ...each((place, refusal) =>
    kase(
      `run-forever/lasts-past-refused-${refusal.slug}-${place.slug}`,
      `run_forever() lasts until stop() when ${refusal.title} is refused ${place.title}`,
      refusedIn(place, refusal, [], {
        clauses: [unless(refusal.closes, "run-forever.runs-until-stop")],
        fns: { later: callback(stop()) },
        outer: runForever(),
        expect: trace("soon", "later", "returned"),
      }),
    ),
  ),
  ...each((place, refusal) =>
    kase(
      `run-until-complete/lasts-past-refused-${refusal.slug}-${place.slug}`,
      `run_until_complete() lasts until its future is done when ${refusal.title} is refused ${place.title}`,
      refusedIn(place, refusal, [], {
        clauses: [unless(refusal.closes, "run-until-complete.runs-to-completion")],
        fns: { later: callback(methodCall("end", "set_result", [null])) },
        setUp: [createFuture("end")],
        outer: runUntilComplete(variable("end")),
        expect: trace("soon", "later", "returned"),
      }),
    ),
  ),
  ...each((place, refusal) =>
    kase(
      `run-forever/refused-${refusal.slug}-leaves-the-state-${place.slug}`,
      `the loop is running and the running one when ${refusal.title} was refused ${place.title}`,
      refusedIn(
        place,
        refusal,
        [show("running", IS_RUNNING), showRunning("own"), show("closed", IS_CLOSED)],
        {
          clauses: [unless(refusal.closes, "run-forever.rejected-nesting-leaves-outer-intact")],
          fns: { later: callback(stop()) },
          outer: runForever(),
          expect: trace("running=True", "own=True", "closed=False", "soon", "later", "returned"),
        },
      ),
    ),
  ),
  ...each(
    (place, refusal) =>
      kase(
        `run-until-complete/refused-${refusal.slug}-begins-nothing-${place.slug}`,
        `${refusal.title}, refused ${place.title}, begins no coroutine, then or later`,
        refusedIn(place, refusal, [], {
          clauses: ["run-until-complete.refused-begins-nothing"],
          fns: { inner: coroutine(return_(1)), later: callback(stop()) },
          outer: runForever(),
          expect: trace("soon", "later", "returned"),
        }),
      ),
    REFUSALS.filter(({ fns }) => fns !== undefined),
  ),
]);
