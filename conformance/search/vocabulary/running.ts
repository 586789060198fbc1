/** Runs, and what ends them: in main, where they are allowed, and inside of others, where they are refused. */
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { calling, type Draft, doing, type Place } from "../draft.ts";
import { MAIN, type Production, RUNNING } from "../production.ts";

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

/** A task or coroutine that the program has. */
export function coroutineAt(draft: Draft, place: Place): Expression | undefined {
  const plan = draft.plan(place, "coroutine");
  if (plan === undefined) return undefined;
  const args = draft.arguments(plan);
  return args.length === 0 ? { call: plan.name } : { call: plan.name, args };
}

/**
 * A further loop of the program, closed at the end.
 *
 * @param asking what is asked of it besides whether it runs
 */
export function furtherLoop(
  draft: Draft,
  making: Expression,
  asking: (of: Expression) => readonly Operation[],
): readonly Operation[] {
  const made = draft.fresh("made");
  const of = { $: made };
  return [
    {
      op: "try",
      body: [
        doing(making, { as: made }),
        doing(calling("is_running", [], of), { show: draft.fresh("running") }),
        ...asking(of),
      ],
      final: [doing(calling("close", [], of))],
    },
  ];
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

/** Something that stops a run whose future nothing may complete. */
function safety(draft: Draft): readonly Operation[] {
  if (draft.random.chance(0.15)) return [];
  return [doing(calling("call_later", [draft.lastDelay(), STOP]))];
}

export const running: readonly Production[] = [
  { theme: "stop", weight: 3, make: () => [doing(calling("stop"))] },
  { theme: "stop", weight: 5, where: ["handler"], make: () => [doing(calling("stop"))] },
  {
    theme: "close",
    weight: 1,
    where: RUNNING,
    make: () => [{ op: "try", body: [doing(calling("close"))] }],
  },
  {
    theme: "loops",
    weight: 2,
    where: RUNNING,
    make: (draft, place) => {
      const loop = draft.name(place, "loop");
      if (loop === undefined) return undefined;
      const m = draft.random.pick(["run_forever", "close", "stop", "is_running", "is_closed"]);
      return [
        { op: "try", body: [doing(calling(m, [], { $: loop }), { show: draft.fresh("other") })] },
      ];
    },
  },
  // A further loop, made wherever the program is.
  {
    theme: "loops",
    weight: 1,
    make: (draft) => {
      // Whether the maker of loops asks the policy is its own affair.
      if (draft.policied) return undefined;
      return furtherLoop(draft, { make: "loop" }, () => [
        doing(
          { same: [{ asyncio: "get_running_loop" }, { $: "loop" }] },
          { show: draft.fresh("own") },
        ),
      ]);
    },
  },
  {
    theme: "loops",
    weight: 1,
    where: MAIN,
    make: (draft, place) => {
      const loop = draft.name(place, "loop");
      if (loop === undefined) return undefined;
      const m = draft.random.pick(["close", "stop", "is_running", "is_closed"]);
      return [doing(calling(m, [], { $: loop }), { show: draft.fresh("other") })];
    },
  },
];
