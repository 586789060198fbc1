/** Runs inside of runs: refused, and without a trace. */
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { calling, type Draft, doing, type Place } from "../draft.ts";
import { type Production, RUNNING } from "../production.ts";
import { ordinaryErrorAt } from "./flow.ts";
import { coroutineAt } from "./running.ts";
import { timed } from "./scheduling.ts";

const RUN_FOREVER = doing(calling("run_forever"));

/** What may be given to a run that is refused. */
function refusedArgument(draft: Draft, place: Place): Expression {
  const { random } = draft;
  const future = draft.name(place, random.chance(0.5) ? "future" : "task");
  if (future !== undefined && random.chance(0.6)) return { $: future };
  return (
    (random.chance(0.5) ? coroutineAt(draft, place) : undefined) ?? { asyncio: "sleep", args: [0] }
  );
}

export const nested: readonly Production[] = [
  {
    theme: "nested",
    weight: 2,
    where: RUNNING,
    make: () => [{ op: "try", body: [RUN_FOREVER] }],
  },
  {
    theme: "nested",
    weight: 3,
    where: RUNNING,
    make: (draft, place) => [
      { op: "try", body: [doing(calling("run_until_complete", [refusedArgument(draft, place)]))] },
    ],
  },
  // A future that is done already, and something that has to go on after the refusal.
  {
    theme: "nested",
    weight: 3,
    where: RUNNING,
    make: (draft, place) => {
      const { random } = draft;
      const done = draft.fresh("done");
      const complete: Expression = random.pick([
        calling("set_result", [draft.value()], { $: done }),
        calling("set_exception", [ordinaryErrorAt(draft)], { $: done }),
        calling("cancel", [], { $: done }),
      ]);
      const after = place.kind === "handler" ? undefined : timed(draft, place);
      const runs: Operation = {
        op: "try",
        body: [doing(calling("run_until_complete", [{ $: done }]))],
      };
      return [
        doing(calling("create_future"), { as: done }),
        doing(complete),
        ...(after ?? []),
        runs,
        ...(random.chance(0.3) ? [doing(calling("is_running"), { show: "still" })] : []),
      ];
    },
  },
  // A loop that is new, or closed, refuses too, and the run around it goes on.
  {
    theme: "loops",
    weight: 2,
    where: RUNNING,
    make: (draft, place) => {
      const { random } = draft;
      // Whether the maker of loops asks the policy is its own affair.
      if (draft.policied) return undefined;
      const made = draft.fresh("made");
      const of = { $: made };
      const after = place.kind === "handler" ? undefined : timed(draft, place);
      const run = random.chance(0.5)
        ? calling("run_forever", [], of)
        : calling("run_until_complete", [refusedArgument(draft, place)], of);
      const close = doing(calling("close", [], of));
      const isClosed = random.chance(0.5);
      return [
        doing({ make: "loop" }, { as: made }),
        ...(isClosed ? [close] : []),
        ...(after ?? []),
        { op: "try", body: [doing(run)] },
        ...(isClosed ? [] : [close]),
      ];
    },
  },
  // The other loop refuses as well: in one thread only one loop runs.
  {
    theme: "loops",
    weight: 2,
    where: RUNNING,
    make: (draft, place) => {
      const loop = draft.name(place, "loop");
      if (loop === undefined) return undefined;
      const done = draft.fresh("done");
      const of = { $: loop };
      const argument = draft.random.chance(0.5) ? coroutineAt(draft, place) : undefined;
      const before =
        argument === undefined
          ? [
              doing(calling("create_future", [], of), { as: done }),
              doing(calling("set_result", [1], { $: done })),
            ]
          : [];
      const run = calling("run_until_complete", [argument ?? { $: done }], of);
      return [{ op: "try", body: [...before, doing(run)] }];
    },
  },
];
