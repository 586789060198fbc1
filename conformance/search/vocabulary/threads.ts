/** Other threads, each waited for at once: so it is foreseen what they do when. */
import { if_ } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { calling, doing } from "../draft.ts";
import { type Production, SCHEDULING, type Standing } from "../production.ts";
import { coroutineAt } from "./running.ts";
import { callableAt, keywords } from "./scheduling.ts";

const THREAD: readonly Standing[] = ["thread"];

export const threads: readonly Production[] = [
  {
    theme: "threads",
    weight: 6,
    where: SCHEDULING,
    make: (draft, place) => {
      const plan = draft.plan(place, "thread");
      if (plan === undefined) return undefined;
      const as = draft.fresh("worker");
      const args = draft.arguments(plan);
      const given = args.length === 0 ? {} : { args };
      // One operation: what comes between the two would not be foreseen.
      const body = [
        { op: "thread", fn: plan.name, ...given, as },
        { op: "join", thread: as },
      ] as const;
      return [{ op: "try", body }];
    },
  },
  {
    theme: "threads",
    weight: 8,
    where: THREAD,
    make: (draft, place) => {
      const args = draft.random.chance(0.2)
        ? [{ bound: "stop" } as const]
        : callableAt(draft, place);
      if (args === undefined) return undefined;
      const call = { ...calling("call_soon_threadsafe", args), ...keywords(draft, place) };
      if (!draft.themes.has("handles") || draft.random.chance(0.7))
        return [{ op: "try", body: [doing(call)] }];
      const handle = draft.bind(place, "handle");
      return [doing(call, { as: handle }), doing(calling("cancel", [], { $: handle }))];
    },
  },
  // In debug mode a loop that runs refuses what is not safe; while nothing runs, there is nothing to object to.
  {
    theme: "threads",
    weight: 3,
    where: THREAD,
    make: (draft, place) => {
      const args = callableAt(draft, place);
      if (args === undefined || draft.themes.has("close")) return undefined;
      const delay = draft.random.chance(0.5) ? draft.delay() : undefined;
      const call =
        delay === undefined
          ? calling("call_soon", args)
          : draft.random.chance(0.5)
            ? calling("call_later", [delay, ...args])
            : calling("call_at", [{ time_plus: delay }, ...args]);
      return [if_(calling("get_debug"), [{ op: "try", body: [doing(call)] }])];
    },
  },
  // Runs: refused while the loop runs in its own thread, which waits for this one.
  {
    theme: "threads",
    weight: 3,
    where: THREAD,
    make: (draft, place) => {
      const future = draft.random.chance(0.3) ? draft.name(place, "future") : undefined;
      const coroutine = draft.random.chance(0.7) ? coroutineAt(draft, place) : undefined;
      const what: Expression =
        future !== undefined ? { $: future } : (coroutine ?? { asyncio: "sleep", args: [0] });
      const safety = calling("call_later", [draft.lastDelay(), { bound: "stop" }]);
      const run = doing(calling("run_until_complete", [what]), { show: draft.fresh("result") });
      const alone = [doing(safety), run];
      return [{ op: "try", body: [if_(calling("is_running"), [run], alone)] }];
    },
  },
  {
    theme: "threads",
    weight: 2,
    where: THREAD,
    make: () => [
      doing(calling("call_soon_threadsafe", [{ bound: "stop" }])),
      { op: "try", body: [doing(calling("run_forever"))] },
    ],
  },
  {
    theme: "handles",
    weight: 4,
    where: THREAD,
    make: (draft, place) => {
      const handle = draft.name(place, "handle");
      return handle === undefined ? undefined : [doing(calling("cancel", [], { $: handle }))];
    },
  },
  {
    theme: "close",
    weight: 2,
    where: THREAD,
    make: (draft) => [
      { op: "try", body: [doing(calling("close"))] },
      doing(calling("is_closed"), { show: draft.fresh("closed") }),
    ],
  },
  {
    theme: "loops",
    weight: 2,
    where: THREAD,
    make: (draft) => {
      if (draft.policied) return undefined;
      const made = draft.fresh("made");
      const of = { $: made };
      return [
        doing({ make: "loop" }, { as: made }),
        doing(calling("is_running", [], of), { show: draft.fresh("running") }),
        doing(calling("run_until_complete", [{ asyncio: "sleep", args: [0, 1] }], of), {
          show: draft.fresh("result"),
        }),
        doing(calling("close", [], of)),
      ];
    },
  },
  {
    theme: "threads",
    weight: 2,
    where: THREAD,
    make: (draft) => [{ op: "log", text: draft.fresh("step") }],
  },
  {
    theme: "threads",
    weight: 2,
    where: THREAD,
    make: (draft) => {
      const m = draft.random.pick(["is_running", "is_closed", "get_debug"]);
      return [doing(calling(m), { show: draft.fresh(m) })];
    },
  },
  {
    theme: "threads",
    weight: 2,
    where: THREAD,
    make: () => [{ op: "try", body: [doing({ asyncio: "get_running_loop" })] }],
  },
  {
    theme: "threads",
    weight: 1,
    where: THREAD,
    make: ({ random }) => {
      const cv = random.pick(["v", "w"]);
      return [doing({ cv }, { show: cv })];
    },
  },
];
