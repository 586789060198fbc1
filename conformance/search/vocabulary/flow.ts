/** What shapes a body: records, errors, catching, repetition, choice. */
import { if_ } from "../../language/build.ts";
import type { ErrorKind, Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { calling, type Draft, doing, type Place, within } from "../draft.ts";
import { type Body, NOT_MAIN, type Production, SCHEDULING, WAITING } from "../production.ts";

const MOST_DEPTH = 2;

/** An error of the program's own, or one that ends runs. */
export function errorAt(draft: Draft): Expression {
  const { random, themes } = draft;
  const ends: readonly ErrorKind[] = ["KeyboardInterrupt", "SystemExit"];
  if (themes.has("interrupts") && random.chance(0.3)) return { error: random.pick(ends) };
  return ordinaryErrorAt(draft);
}

/** An error that ends no run. */
export function ordinaryErrorAt(draft: Draft): Expression {
  const { random } = draft;
  const kinds: readonly ErrorKind[] = ["AppError", "AppError", "AppError", "ValueError", "OSError"];
  const more: readonly ErrorKind[] = [
    "AppExit",
    "CancelledError",
    "TimeoutError",
    "RuntimeError",
    "LookupError",
    "TypeError",
    "AssertionError",
    "ZeroDivisionError",
    "NotImplementedError",
  ];
  const kind = random.pick(random.chance(0.25) ? more : kinds);
  return kind.startsWith("App") ? { error: kind, message: draft.fresh("e") } : { error: kind };
}

/** What a function gives: nothing of it is called, awaited or raised by a loop. */
function returnedAt(draft: Draft, place: Place): Expression {
  const { random } = draft;
  if (random.chance(0.5)) return draft.value();
  const future = draft.name(place, random.chance(0.5) ? "future" : "task");
  const plan = draft.plan(place, "callback");
  return random.pick<Expression>([
    { bound: "stop" },
    ordinaryErrorAt(draft),
    ...(future === undefined ? [] : [{ $: future }]),
    ...(plan === undefined ? [] : [{ fn: plan.name }]),
  ]);
}

const around =
  (make: (body: readonly Operation[], draft: Draft, place: Place, more: Body) => Operation) =>
  (draft: Draft, place: Place, more: Body): readonly Operation[] | undefined => {
    if (place.depth >= MOST_DEPTH) return undefined;
    const body = more(within(place), draft.random.between(1, 2));
    return body.length === 0 ? undefined : [make(body, draft, place, more)];
  };

/** A question whose answer may be either. */
function question(draft: Draft, place: Place): Expression {
  const future = draft.name(place, draft.random.chance(0.5) ? "future" : "task");
  if (future !== undefined) return calling("done", [], { $: future });
  const handle = draft.name(place, "handle");
  if (handle !== undefined) return calling("cancelled", [], { $: handle });
  return calling("is_running");
}

export const flow: readonly Production[] = [
  { weight: 4, make: (draft) => [{ op: "log", text: draft.fresh("step") }] },
  {
    theme: "errors",
    weight: 3,
    where: NOT_MAIN,
    make: (draft) => [{ op: "raise", what: errorAt(draft) }],
  },
  {
    weight: 2,
    make: around((body, draft, place, more) => {
      const caught = draft.fresh("error");
      const { random } = draft;
      const final = random.chance(0.3) ? { final: more(within(place, true), 1) } : {};
      if (random.chance(0.6)) return { op: "try", body, ...final };
      const shown: Operation = { op: "log", text: "caught", value: { kind: { $: caught } } };
      const rest = more(within(place), random.between(0, 1));
      const reraise = random.chance(0.4) ? { reraise: true } : {};
      return { op: "try", body, as: caught, catch: [shown, ...rest], ...reraise, ...final };
    }),
  },
  {
    weight: 1,
    make: around((body, _draft, place, more) => ({
      op: "finally",
      body,
      final: more(within(place, true), 1),
    })),
  },
  {
    weight: 1,
    make: around((body, draft) => ({ op: "repeat", times: draft.random.between(2, 3), body })),
  },
  // What only many of a kind show. They must come to an end: nothing that they call calls further.
  {
    theme: "crowds",
    weight: 1,
    where: SCHEDULING,
    make: (draft, place) => {
      if (place.depth > 0) return undefined;
      const plan = draft.plans.findLast(
        ({ kind, params }) => kind === "callback" && params.length === 0,
      );
      if (plan === undefined || draft.plans.indexOf(plan) < place.level) return undefined;
      const m = draft.random.pick(["call_soon", "call_soon_threadsafe"]);
      const body = [doing(calling(m, [{ fn: plan.name }]))];
      return [{ op: "repeat", times: draft.random.pick([70, 130]), body }];
    },
  },
  {
    weight: 1,
    make: around((body, draft, place, more) => {
      const test = question(draft, place);
      return if_(test, [...body], draft.random.chance(0.5) ? more(within(place), 1) : undefined);
    }),
  },
  {
    weight: 2,
    where: ["callback", "coroutine"],
    make: (draft, place) =>
      place.inner || (place.depth === 0 && draft.random.chance(0.7))
        ? undefined
        : [{ op: "return", value: returnedAt(draft, place) }],
  },
  // Time passes while nothing is served. On a real clock it would pass for how long, nobody could say.
  {
    theme: "blocks",
    weight: 1,
    make: (draft) => {
      const seconds = draft.profile.clock === "virtual" ? draft.delay() : undefined;
      return seconds === undefined ? undefined : [{ op: "block", seconds }];
    },
  },
  {
    theme: "tasks",
    weight: 2,
    where: WAITING,
    make: (draft, place) => {
      if (place.inner) return undefined;
      const delay = draft.random.chance(0.5) ? 0 : draft.delay();
      return delay === undefined
        ? undefined
        : [{ op: "await", what: { asyncio: "sleep", args: [delay] } }];
    },
  },
];
