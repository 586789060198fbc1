/** Questions: whether a loop runs, is closed, is the running one; about time and objects. */
import type { Expression } from "../../language/expression.ts";
import { calling, type Draft, doing, type Place } from "../draft.ts";
import type { Production } from "../production.ts";
import { coroutineAt } from "./running.ts";

/** Questions about time and objects that have one answer. */
const questions: readonly ((draft: Draft, place: Place) => Expression | undefined)[] = [
  () => ({ is: calling("time"), type: "float" }),
  () => ({ less: [calling("time"), { time_plus: 1 }] }),
  () => ({ not: calling("is_running") }),
  () => ({ has_method: "call_soon" }),
  (draft) => ({
    has_function: draft.random.pick(["get_running_loop", "new_event_loop", "get_event_loop"]),
  }),
  () => ({ less: [calling("time"), { add: [calling("time"), 1] }] }),
  () => ({ equal: [{ len: { list: [1, 2] } }, 2] }),
  (draft, place) => {
    const future = draft.name(place, draft.random.chance(0.5) ? "future" : "task");
    if (future === undefined) return undefined;
    return { same: [calling("get_loop", [], { $: future }), { $: "loop" }] };
  },
  (draft, place) => {
    const future = draft.name(place, draft.random.chance(0.5) ? "future" : "task");
    return future === undefined ? undefined : { asyncio: "isfuture", args: [{ $: future }] };
  },
  (draft, place) => {
    const coroutine = coroutineAt(draft, place);
    return coroutine === undefined ? undefined : { asyncio: "iscoroutine", args: [coroutine] };
  },
];

export const state: readonly Production[] = [
  {
    theme: "state",
    weight: 3,
    make: (draft) => {
      const m = draft.random.pick(["is_running", "is_closed"]);
      return [doing(calling(m), { show: draft.fresh(m) })];
    },
  },
  {
    theme: "state",
    weight: 1,
    make: (draft, place) => {
      const what = draft.random.pick(questions)(draft, place);
      return what === undefined ? undefined : [doing(what, { show: draft.fresh("is") })];
    },
  },
  {
    theme: "state",
    weight: 3,
    make: (draft) => [
      {
        op: "try",
        body: [
          doing(
            { same: [{ asyncio: "get_running_loop" }, { $: "loop" }] },
            { show: draft.fresh("running") },
          ),
        ],
      },
    ],
  },
];
