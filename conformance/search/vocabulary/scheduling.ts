/** Callbacks: scheduled at once, for later, with arguments, contexts and partial objects; cancelled. */
import { if_ } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { calling, type Draft, doing, type Place, refused, TASK_FACTORY } from "../draft.ts";
import { MAIN, type Production, SCHEDULING } from "../production.ts";
import { ordinaryErrorAt } from "./flow.ts";

/** Something that a loop can call, with its arguments. */
export function callableAt(draft: Draft, place: Place): readonly Expression[] | undefined {
  const { random, themes } = draft;
  if (themes.has("stop") && random.chance(0.12)) return [{ bound: "stop" }];
  const bound = boundAt(draft, place);
  if (bound !== undefined) return bound;
  const plan = draft.plan(place, "callback");
  if (plan === undefined) return undefined;
  const fn = { fn: plan.name };
  const args = draft.arguments(plan);
  if (!themes.has("partials") || !random.chance(0.2)) return [fn, ...args];
  const early = random.between(0, args.length);
  const kwargs = plan.keywords ? { kwargs: { colour: draft.value() } } : {};
  return [{ partial: fn, args: args.slice(0, early), ...kwargs }, ...args.slice(early)];
}

/** A method of something that the program has. */
function boundAt(draft: Draft, place: Place): readonly Expression[] | undefined {
  const { random } = draft;
  const future = draft.name(place, "future");
  if (future !== undefined && random.chance(0.12))
    return [{ bound: "set_result", on: { $: future } }, draft.value()];
  if (future !== undefined && random.chance(0.04))
    return [{ bound: "set_exception", on: { $: future } }, { error: "LookupError" }];
  const cancelled = draft.name(place, random.pick(["handle", "task", "future"] as const));
  return cancelled !== undefined && random.chance(0.06)
    ? [{ bound: "cancel", on: { $: cancelled } }]
    : undefined;
}

/** A context that a scheduling call is given, now and then. */
export function keywords(draft: Draft, place: Place): { kwargs?: { context: Expression } } {
  const context = draft.name(place, "context");
  if (context === undefined || !draft.random.chance(0.3)) return {};
  return { kwargs: { context: { $: context } } };
}

/** On which loop: mostly the one under test. */
function loopAt(draft: Draft, place: Place): { on?: Expression } {
  const other = draft.name(place, "loop");
  return other !== undefined && draft.random.chance(0.2) ? { on: { $: other } } : {};
}

/** The operation of a scheduling call; its handle may get a name. */
function scheduled(draft: Draft, place: Place, call: Expression): readonly Operation[] {
  if (!draft.themes.has("handles") || !draft.random.chance(0.5)) return [doing(call)];
  return [doing(call, { as: draft.bind(place, "handle") })];
}

const soon =
  (method: string) =>
  (draft: Draft, place: Place): readonly Operation[] | undefined => {
    const args = callableAt(draft, place);
    if (args === undefined) return undefined;
    const call = { m: method, ...loopAt(draft, place), args, ...keywords(draft, place) };
    return scheduled(draft, place, call);
  };

/** What is scheduled for a time of its own. */
export function timed(draft: Draft, place: Place): readonly Operation[] | undefined {
  const args = callableAt(draft, place);
  const delay = args === undefined ? undefined : draft.delay();
  if (args === undefined || delay === undefined) return undefined;
  const on = loopAt(draft, place);
  const [m, when]: [string, Expression] = draft.random.chance(0.7)
    ? ["call_later", delay]
    : ["call_at", { time_plus: delay, ...on }];
  return scheduled(draft, place, { m, ...on, args: [when, ...args], ...keywords(draft, place) });
}

/** Times that no program comes to. */
const FAR = [86_400 * 3, 2 ** 31, 86_400 * 365 * 40];

const ofHandle =
  (make: (handle: Expression, draft: Draft) => Operation) =>
  (draft: Draft, place: Place): readonly Operation[] | undefined => {
    const handle = draft.name(place, "handle");
    return handle === undefined ? undefined : [make({ $: handle }, draft)];
  };

export const scheduling: readonly Production[] = [
  { weight: 10, where: SCHEDULING, make: soon("call_soon") },
  { weight: 5, where: SCHEDULING, make: soon("call_soon_threadsafe") },
  { theme: "timers", weight: 7, where: SCHEDULING, make: timed },
  // The same once more, in a row: each registration counts.
  {
    weight: 1,
    where: SCHEDULING,
    make: (draft, place) => {
      const args = callableAt(draft, place);
      const m = draft.random.pick(["call_soon", "call_soon_threadsafe"]);
      return args === undefined ? undefined : [doing(calling(m, args)), doing(calling(m, args))];
    },
  },
  {
    theme: "timers",
    weight: 1,
    where: SCHEDULING,
    make: (draft, place) => {
      const args = callableAt(draft, place);
      if (args === undefined || draft.profile.clock === "real") return undefined;
      return scheduled(
        draft,
        place,
        calling("call_later", [draft.random.pick(FAR) + draft.lastDelay(), ...args]),
      );
    },
  },
  // Times that are over, each a different one.
  {
    theme: "timers",
    weight: 1,
    where: SCHEDULING,
    make: (draft, place) => {
      const args = callableAt(draft, place);
      if (args === undefined) return undefined;
      const past = draft.past();
      return draft.random.chance(0.5)
        ? scheduled(draft, place, calling("call_at", [{ time_plus: past }, ...args]))
        : scheduled(draft, place, calling("call_later", [past, ...args]));
    },
  },
  {
    theme: "handles",
    weight: 4,
    make: ofHandle((handle) => doing(calling("cancel", [], handle))),
  },
  {
    theme: "handles",
    weight: 2,
    make: ofHandle((handle, draft) =>
      doing(calling("cancelled", [], handle), { show: draft.fresh("cancelled") }),
    ),
  },
  {
    theme: "handles",
    weight: 1,
    make: ofHandle((handle, draft) =>
      doing({ is: handle, type: "Handle" }, { show: draft.fresh("handle") }),
    ),
  },
  // What cannot be called is refused at once in debug mode; else a handler hears of it.
  {
    theme: "edges",
    weight: 1,
    where: MAIN,
    make: (draft) => {
      if (draft.themes.has("close")) return undefined;
      const m = draft.random.pick(["call_soon", "call_soon_threadsafe"]);
      return [
        doing(calling("set_debug", [true])),
        { op: "try", body: [doing(calling(m, [draft.random.between(0, 9)]))] },
      ];
    },
  },
  {
    theme: "errors",
    weight: 2,
    make: (draft, place) => {
      const plan = draft.plan(place, "callback");
      if (plan === undefined || draft.themes.has("close")) return undefined;
      const m = draft.random.pick(["call_at", "call_later"]);
      const call = calling(m, [null, { fn: plan.name }]);
      const known = draft.themes.has("edges") && draft.random.chance(0.5);
      return [known ? { op: "try", body: [doing(call)] } : refused(call)];
    },
  },
  // Once more, from within: the first call notes that it was there.
  {
    theme: "futures",
    weight: 2,
    where: ["callback"],
    make: (draft, place) => {
      const own = draft.plans[place.level - 1];
      const seen = draft.name(place, "future");
      if (own === undefined || seen === undefined || own.keywords || own.name === TASK_FACTORY)
        return undefined;
      const args = [{ fn: own.name }, ...draft.arguments(own)];
      const delay = draft.random.chance(0.4) ? draft.delay() : undefined;
      const again =
        delay === undefined
          ? calling(draft.random.pick(["call_soon", "call_soon_threadsafe"]), args)
          : calling("call_later", [delay, ...args]);
      const fails = draft.themes.has("errors") && draft.random.chance(0.4);
      return [
        if_(
          calling("done", [], { $: seen }),
          [{ op: "log", text: draft.fresh("again") }],
          [
            { op: "try", body: [doing(calling("set_result", [draft.value()], { $: seen }))] },
            doing(again),
            ...(fails ? [{ op: "raise", what: ordinaryErrorAt(draft) } as const] : []),
          ],
        ),
      ];
    },
  },
  // No text says of what a closed loop complains first.
  {
    theme: "errors",
    weight: 1,
    make: (draft) =>
      draft.themes.has("close")
        ? undefined
        : [
            {
              op: "try",
              body: [doing(calling(draft.random.pick(["call_soon", "call_soon_threadsafe"])))],
            },
          ],
  },
  {
    theme: "errors",
    weight: 2,
    make: (draft, place) => {
      const plan = draft.plan(place, "callback");
      if (plan === undefined || draft.themes.has("close")) return undefined;
      const m = draft.random.pick(["call_soon", "call_soon_threadsafe", "call_later", "call_at"]);
      const when: readonly Expression[] =
        m === "call_later" ? [0.01] : m === "call_at" ? [{ time_plus: 0.01 }] : [];
      const call: Expression = { m, args: [...when, { fn: plan.name }], kwargs: { colour: 1 } };
      return [{ op: "try", body: [doing(call)] }];
    },
  },
];
