/** Futures and tasks: made, completed, cancelled, awaited, asked. */
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { calling, type Draft, doing, type Place } from "../draft.ts";
import { NOT_MAIN, type Production, WAITING } from "../production.ts";
import { ordinaryErrorAt } from "./flow.ts";
import { coroutineAt } from "./running.ts";
import { keywords } from "./scheduling.ts";

type Make = Production["make"];

/** Caught more often than not: what these raise would end the body. */
const tried = (draft: Draft, operation: Operation): Operation =>
  draft.random.chance(0.75) ? { op: "try", body: [operation] } : operation;

const ofFuture =
  (
    sorts: readonly ("future" | "task")[],
    make: (of: Expression, draft: Draft, place: Place) => Operation | undefined,
  ): Make =>
  (draft, place) => {
    const name = draft.name(place, draft.random.pick(sorts));
    if (name === undefined) return undefined;
    const operation = make({ $: name }, draft, place);
    return operation === undefined ? undefined : [tried(draft, operation)];
  };

const EITHER = ["future", "task"] as const;

const asked = (method: string) =>
  ofFuture(EITHER, (of, draft) => doing(calling(method, [], of), { show: draft.fresh(method) }));

/** A context for a new task: keyword arguments that every edition from 3.11 on takes. */
const waitable = (draft: Draft, place: Place): Expression | undefined => {
  const { random } = draft;
  const name = draft.name(place, random.pick(EITHER));
  if (name !== undefined && random.chance(0.6)) return { $: name };
  return coroutineAt(draft, place);
};

const awaiting =
  (make: (draft: Draft, place: Place) => Expression | undefined): Make =>
  (draft, place) => {
    if (place.inner) return undefined;
    const what = make(draft, place);
    if (what === undefined) return undefined;
    return [tried(draft, { op: "await", what, show: draft.fresh("got") })];
  };

export const futures: readonly Production[] = [
  {
    theme: "futures",
    weight: 2,
    make: (draft, place) => [doing(calling("create_future"), { as: draft.bind(place, "future") })],
  },
  {
    theme: "futures",
    weight: 5,
    make: ofFuture(["future"], (of, draft) => doing(calling("set_result", [draft.value()], of))),
  },
  {
    theme: "futures",
    weight: 2,
    make: ofFuture(["future"], (of, draft) =>
      doing(calling("set_exception", [ordinaryErrorAt(draft)], of)),
    ),
  },
  {
    weight: 3,
    make: ofFuture(EITHER, (of, draft) =>
      doing(calling("cancel", [], of), { show: draft.fresh("cancel") }),
    ),
  },
  { weight: 1, make: asked("done") },
  { weight: 1, make: asked("cancelled") },
  { weight: 1, make: asked("result") },
  { weight: 2, make: asked("exception") },
  {
    weight: 3,
    make: ofFuture(EITHER, (of, draft, place) => {
      const plan = draft.plan(place, "callback");
      if (plan === undefined || plan.params.length !== 1) return undefined;
      const call = calling("add_done_callback", [{ fn: plan.name }], of);
      return doing({ ...call, ...keywords(draft, place) });
    }),
  },
  {
    weight: 1,
    make: ofFuture(EITHER, (of, draft, place) => {
      const plan = draft.plan(place, "callback");
      if (plan === undefined) return undefined;
      const call = calling("remove_done_callback", [{ fn: plan.name }], of);
      return doing(call, { show: draft.fresh("removed") });
    }),
  },
  {
    theme: "tasks",
    weight: 4,
    make: (draft, place) => {
      const coroutine = coroutineAt(draft, place);
      if (coroutine === undefined) return undefined;
      return [doing(calling("create_task", [coroutine]), { as: draft.bind(place, "task") })];
    },
  },
  {
    theme: "tasks",
    weight: 1,
    make: (draft, place) => {
      const coroutine = coroutineAt(draft, place);
      if (coroutine === undefined) return undefined;
      const call: Expression = {
        m: "create_task",
        args: [coroutine],
        kwargs: { name: draft.fresh("name") },
      };
      const task = draft.bind(place, "task");
      const name = calling("get_name", [], { $: task });
      return [doing(call, { as: task }), doing(name, { show: draft.fresh("named") })];
    },
  },
  {
    theme: "edges",
    weight: 2,
    make: (draft, place) => {
      const coroutine = coroutineAt(draft, place);
      const context = draft.name(place, "context");
      if (coroutine === undefined || context === undefined) return undefined;
      const kwargs = { context: { $: context } };
      const call: Expression = { m: "create_task", args: [coroutine], kwargs };
      return [doing(call, { as: draft.bind(place, "task") })];
    },
  },
  {
    theme: "tasks",
    weight: 1,
    where: NOT_MAIN,
    make: (draft, place) => {
      const coroutine = coroutineAt(draft, place);
      if (coroutine === undefined) return undefined;
      const what: Expression = { asyncio: "ensure_future", args: [coroutine] };
      return [doing(what, { as: draft.bind(place, "task") })];
    },
  },
  { theme: "tasks", weight: 5, where: WAITING, make: awaiting(waitable) },
  {
    theme: "tasks",
    weight: 1,
    where: WAITING,
    make: awaiting((draft, place) => {
      // Of futures of several loops, no text says which is refused, and when. How long one that is done already takes
      // to end it is a matter of the version.
      const isSettled = draft.profile.themes.includes("waits");
      if (draft.themes.has("running") || !isSettled) return undefined;
      const [a, b] = [waitable(draft, place), waitable(draft, place)];
      return a === undefined || b === undefined ? undefined : { asyncio: "gather", args: [a, b] };
    }),
  },
  {
    theme: "tasks",
    weight: 1,
    where: WAITING,
    make: awaiting((draft, place) => {
      const inner = waitable(draft, place);
      return inner === undefined ? undefined : { asyncio: "shield", args: [inner] };
    }),
  },
  {
    theme: "waits",
    weight: 1,
    where: WAITING,
    make: awaiting((draft, place) => {
      const inner = waitable(draft, place);
      const timeout = inner === undefined ? undefined : draft.delay();
      if (inner === undefined || timeout === undefined) return undefined;
      return { asyncio: "wait_for", args: [inner, timeout] };
    }),
  },
  {
    theme: "tasks",
    weight: 1,
    where: ["callback", "coroutine"],
    make: (draft) => [
      doing({ same: [{ asyncio: "current_task" }, null] }, { show: draft.fresh("without_task") }),
    ],
  },
  {
    theme: "tasks",
    weight: 1,
    where: ["coroutine"],
    make: (draft) => [doing({ len: { asyncio: "all_tasks" } }, { show: draft.fresh("tasks") })],
  },
  {
    theme: "tasks",
    weight: 1,
    make: (draft, place) => {
      const task = draft.name(place, "task");
      if (task === undefined) return undefined;
      const of = { $: task };
      const name = draft.fresh("name");
      return [
        doing(calling("set_name", [name], of)),
        doing(calling("get_name", [], of), { show: draft.fresh("named") }),
      ];
    },
  },
  {
    theme: "errors",
    weight: 1,
    make: (draft, place) => {
      const coroutine = draft.random.chance(0.5) ? coroutineAt(draft, place) : undefined;
      // A factory is given what it does not know, or is not asked: a matter of the version. So is a closed loop.
      if (draft.themes.has("factories") || draft.themes.has("close")) return undefined;
      const call: Expression =
        coroutine === undefined
          ? { m: "create_task", args: [draft.value()] }
          : { m: "create_task", args: [coroutine], kwargs: { colour: 1 } };
      return [{ op: "try", body: [doing(call)] }];
    },
  },
  // What is no awaitable: refused with a TypeError.
  { theme: "errors", weight: 1, where: WAITING, make: awaiting((draft) => draft.value()) },
];
