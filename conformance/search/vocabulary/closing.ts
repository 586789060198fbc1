/** What a program does with a loop that is closed. */
import { calling, doing } from "../draft.ts";
import type { Production } from "../production.ts";
import { coroutineAt } from "./running.ts";
import { callableAt } from "./scheduling.ts";

/** Each is tried, in main: most of it is refused. */
export const closings: readonly Production[] = [
  { weight: 3, make: () => [doing(calling("close"))] },
  {
    weight: 2,
    make: (draft) => [
      doing(calling("close")),
      doing(calling("is_closed"), { show: draft.fresh("closed") }),
    ],
  },
  {
    weight: 4,
    make: (draft) => {
      const m = draft.random.pick(["is_closed", "is_running", "get_debug", "stop"]);
      return [doing(calling(m), { show: draft.fresh(m) })];
    },
  },
  {
    weight: 3,
    make: (draft, place) => {
      const args = callableAt(draft, place);
      const m = draft.random.pick(["call_soon", "call_soon_threadsafe"]);
      return args === undefined ? undefined : [doing(calling(m, args))];
    },
  },
  {
    weight: 2,
    make: (draft, place) => {
      const args = callableAt(draft, place);
      const delay = draft.delay();
      if (args === undefined || delay === undefined) return undefined;
      return draft.random.chance(0.6)
        ? [doing(calling("call_later", [delay, ...args]))]
        : [doing(calling("call_at", [{ time_plus: delay }, ...args]))];
    },
  },
  {
    theme: "tasks",
    weight: 3,
    make: (draft, place) => {
      const coroutine = coroutineAt(draft, place);
      if (coroutine === undefined) return undefined;
      const m = draft.random.pick(["create_task", "run_until_complete"]);
      return [doing(calling(m, [coroutine]))];
    },
  },
  {
    theme: "futures",
    weight: 3,
    make: (draft, place) => {
      const future = draft.name(place, "future");
      if (future === undefined) return undefined;
      const m = draft.random.pick(["set_result", "cancel"]);
      return [doing(calling(m, m === "cancel" ? [] : [draft.value()], { $: future }))];
    },
  },
  {
    theme: "handles",
    weight: 3,
    make: (draft, place) => {
      const handle = draft.name(place, "handle");
      if (handle === undefined) return undefined;
      return [
        doing(calling("cancel", [], { $: handle })),
        doing(calling("cancelled", [], { $: handle }), { show: draft.fresh("cancelled") }),
      ];
    },
  },
  {
    theme: "descriptors",
    weight: 3,
    make: (draft, place) => {
      const pair = draft.name(place, "pair");
      const reader = draft.plans.find(({ name }) => name === `read_${pair}`);
      if (pair === undefined || reader === undefined) return undefined;
      const end = { end: pair, side: 0 } as const;
      const call = draft.random.chance(0.5)
        ? calling("add_reader", [end, { fn: reader.name }, ...draft.arguments(reader)])
        : calling("remove_reader", [end]);
      // A loop that is closed has no hold on what it watched.
      return [
        { op: "try", body: [doing(call)] },
        { op: "make_ready", pair },
        { op: "drain", pair },
      ];
    },
  },
  { theme: "stop", weight: 1, make: () => [doing(calling("run_forever"))] },
];
