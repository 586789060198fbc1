/** Coroutines and loops to run, and what is asked of them wherever the program is. */
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { calling, type Draft, doing, type Place } from "../draft.ts";
import { MAIN, type Production, RUNNING } from "../production.ts";

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
