/** The runs of main, and what ends them. */
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { calling, type Draft, doing } from "../draft.ts";
import type { Production } from "../production.ts";
import { coroutineAt } from "./running.ts";

const STOP: Expression = { bound: "stop" };
const RUN_FOREVER = doing(calling("run_forever"));

/** Main mostly catches what leaves a run, so that there is a next one. */
const guarded = (draft: Draft, operation: Operation): Operation =>
  draft.random.chance(0.85) ? { op: "try", body: [operation] } : operation;

const run = (draft: Draft, what: Expression): readonly Operation[] => [
  guarded(draft, doing(calling("run_until_complete", [what]), { show: draft.fresh("result") })),
];

const later = (draft: Draft): Operation => {
  const delay = draft.random.chance(0.3) ? undefined : draft.delay();
  return doing(calling("call_later", [delay ?? draft.lastDelay(), STOP]));
};

/** Something that stops a run whose future nothing may complete. */
function safety(draft: Draft): readonly Operation[] {
  if (draft.random.chance(0.15)) return [];
  return [doing(calling("call_later", [draft.lastDelay(), STOP]))];
}

/** The runs of main, each of which comes to an end on a loop that does as the documentation says. */
export const runs: readonly Production[] = [
  { weight: 4, make: (draft) => [later(draft), guarded(draft, RUN_FOREVER)] },
  {
    weight: 3,
    make: (draft) => [doing(calling("call_soon", [STOP])), guarded(draft, RUN_FOREVER)],
  },
  {
    theme: "stop",
    weight: 2,
    make: (draft) => [doing(calling("stop")), guarded(draft, RUN_FOREVER)],
  },
  // A batch with a stop in it, and something that was cancelled: the rest of it still runs.
  {
    theme: "handles",
    weight: 2,
    make: (draft, place) => {
      const { random } = draft;
      const scheduled: Operation[] = [];
      const handles: string[] = [];
      for (let left = random.between(2, 4); left > 0; left -= 1) {
        const plan = draft.plan(place, "callback");
        if (plan === undefined) return undefined;
        const handle = draft.bind(place, "handle");
        const args = [{ fn: plan.name }, ...draft.arguments(plan)];
        scheduled.push(doing(calling("call_soon", args), { as: handle }));
        handles.push(handle);
      }
      const stops = doing(calling("call_soon", [STOP]));
      scheduled.splice(random.below(scheduled.length), 0, stops);
      const cancel = doing(calling("cancel", [], { $: random.pick(handles) }));
      return [...scheduled, cancel, guarded(draft, RUN_FOREVER)];
    },
  },
  {
    weight: 4,
    make: (draft) => {
      const delay = draft.random.chance(0.7) ? draft.delay() : 0;
      return run(draft, { asyncio: "sleep", args: [delay ?? draft.lastDelay()] });
    },
  },
  {
    theme: "tasks",
    weight: 6,
    make: (draft, place) => {
      const coroutine = coroutineAt(draft, place);
      if (coroutine === undefined) return undefined;
      return [...safety(draft), ...run(draft, coroutine)];
    },
  },
  {
    theme: "tasks",
    weight: 3,
    make: (draft, place) => {
      const task = draft.name(place, "task");
      return task === undefined ? undefined : [...safety(draft), ...run(draft, { $: task })];
    },
  },
  {
    theme: "futures",
    weight: 4,
    make: (draft, place) => {
      const future = draft.name(place, "future");
      if (future === undefined) return undefined;
      return [...safety(draft), ...run(draft, { $: future })];
    },
  },
  {
    theme: "generators",
    weight: 3,
    make: (draft) => run(draft, calling("shutdown_asyncgens")),
  },
  { theme: "errors", weight: 1, make: (draft) => run(draft, draft.value()) },
  // A generator that is in the middle of a step when all are to be closed.
  {
    theme: "generators",
    weight: 2,
    make: (draft) => {
      const delay = draft.delay();
      if (delay === undefined) return undefined;
      const [items, steps, busy] = [draft.fresh("busy"), draft.fresh("steps"), draft.fresh("open")];
      const sleep: Expression = { asyncio: "sleep", args: [delay] };
      draft.made.set(items, {
        kind: "asyncgen",
        body: [
          { op: "await", what: sleep },
          { op: "yield", value: draft.value() },
        ],
      });
      const step = {
        op: "await",
        what: { anext: { $: busy } },
        show: draft.fresh("item"),
      } as const;
      draft.made.set(steps, { kind: "coroutine", body: [{ op: "try", body: [step] }] });
      return [
        doing({ call: items }, { as: busy }),
        doing(calling("create_task", [{ call: steps }]), { as: draft.fresh("stepping") }),
        ...run(draft, { asyncio: "sleep", args: [0] }),
        ...run(draft, calling("shutdown_asyncgens")),
        ...run(draft, { asyncio: "sleep", args: [draft.lastDelay()] }),
      ];
    },
  },
  // The very object that the future has, and no copy of it.
  {
    theme: "futures",
    weight: 1,
    make: (draft, place) => {
      const future = draft.name(place, "future");
      if (future === undefined) return undefined;
      const result = draft.fresh("result");
      const same = [{ $: result }, calling("result", [], { $: future })] as const;
      const body = [
        doing(calling("run_until_complete", [{ $: future }]), { as: result }),
        doing({ same }, { show: draft.fresh("same") }),
      ];
      return [...safety(draft), { op: "try", body }];
    },
  },
  // The very error that the future has.
  {
    theme: "futures",
    weight: 1,
    make: (draft, place) => {
      const future = draft.name(place, draft.random.chance(0.5) ? "future" : "task");
      if (future === undefined) return undefined;
      const error = draft.fresh("error");
      const same = [{ $: error }, calling("exception", [], { $: future })] as const;
      return [
        ...safety(draft),
        {
          op: "try",
          body: [doing(calling("run_until_complete", [{ $: future }]))],
          as: error,
          catch: [{ op: "try", body: [doing({ same }, { show: draft.fresh("same") })] }],
        },
      ];
    },
  },
  // What belongs to another loop is refused.
  {
    theme: "loops",
    weight: 1,
    make: (draft, place) => {
      const loop = draft.name(place, "loop");
      if (loop === undefined) return undefined;
      const foreign = draft.fresh("foreign");
      const made = calling("create_future", [], { $: loop });
      const done = draft.random.chance(0.6);
      return [
        doing(made, { as: foreign }),
        ...(done ? [doing(calling("set_result", [draft.value()], { $: foreign }))] : []),
        { op: "try", body: [doing(calling("run_until_complete", [{ $: foreign }]))] },
      ];
    },
  },
  {
    theme: "loops",
    weight: 1,
    make: (draft, place) => {
      const loop = draft.name(place, "loop");
      if (loop === undefined) return undefined;
      const delay = draft.random.chance(0.5) ? draft.delay() : undefined;
      const what: Expression = { asyncio: "sleep", args: [delay ?? 0, draft.value()] };
      const run = calling("run_until_complete", [what], { $: loop });
      return [guarded(draft, doing(run, { show: draft.fresh("result") }))];
    },
  },
  // So many steps take none: a run ends when its future is done, and after no number of iterations.
  {
    theme: "crowds",
    weight: 1,
    make: (draft) => {
      if (draft.profile.clock === "real") return undefined;
      const steps = draft.random.pick([30, 1100]);
      const sleep: Expression = { asyncio: "sleep", args: [0] };
      const plan = { name: draft.fresh("long"), steps } as const;
      draft.made.set(plan.name, {
        kind: "coroutine",
        body: [
          { op: "repeat", times: steps, body: [{ op: "await", what: sleep }] },
          { op: "return", value: steps },
        ],
      });
      return run(draft, { call: plan.name });
    },
  },
  {
    theme: "loops",
    weight: 3,
    make: (draft, place) => {
      const loop = draft.name(place, "loop");
      if (loop === undefined) return undefined;
      const other: Expression = { $: loop };
      return [
        doing(calling("call_soon", [{ bound: "stop", on: other }], other)),
        guarded(draft, doing(calling("run_forever", [], other))),
      ];
    },
  },
];
