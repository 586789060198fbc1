/** Other threads, each waited for at once: so it is foreseen what they do when. */
import { calling, doing } from "../draft.ts";
import { type Production, SCHEDULING, type Standing } from "../production.ts";
import { callableAt } from "./scheduling.ts";

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
      const args = callableAt(draft, place);
      return args === undefined
        ? undefined
        : [{ op: "try", body: [doing(calling("call_soon_threadsafe", args))] }];
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
