/** Asynchronous generators: made, stepped, thrown into, closed. */
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { type Draft, doing, type Place, within } from "../draft.ts";
import { type Production, WAITING } from "../production.ts";
import { errorAt } from "./flow.ts";

/** A call of an asynchronous generator function. */
function generatorAt(draft: Draft, place: Place): Expression | undefined {
  const plan = draft.plan(place, "asyncgen");
  return plan === undefined ? undefined : { call: plan.name };
}

const stepped =
  (make: (generator: Expression, draft: Draft) => Expression): Production["make"] =>
  (draft, place) => {
    const name = place.inner ? undefined : draft.name(place, "generator");
    if (name === undefined) return undefined;
    const step = {
      op: "await",
      what: make({ $: name }, draft),
      show: draft.fresh("item"),
    } as const;
    return [{ op: "try", body: [step] }];
  };

export const generators: readonly Production[] = [
  {
    theme: "generators",
    weight: 3,
    make: (draft, place) => {
      const made = generatorAt(draft, place);
      return made === undefined ? undefined : [doing(made, { as: draft.bind(place, "generator") })];
    },
  },
  {
    theme: "generators",
    weight: 5,
    where: WAITING,
    make: stepped((generator) => ({ anext: generator })),
  },
  // Begun, and left in the middle.
  {
    theme: "generators",
    weight: 3,
    where: WAITING,
    make: (draft, place) => {
      const made = place.inner ? undefined : generatorAt(draft, place);
      if (made === undefined) return undefined;
      const generator = draft.bind(place, "generator");
      const body: Operation[] = [];
      for (let left = draft.random.between(1, 3); left > 0; left -= 1)
        body.push({ op: "await", what: { anext: { $: generator } }, show: draft.fresh("item") });
      return [doing(made, { as: generator }), { op: "try", body }];
    },
  },
  {
    theme: "generators",
    weight: 1,
    where: WAITING,
    make: stepped((generator, draft) => ({ asend: generator, value: draft.value() })),
  },
  {
    theme: "throws",
    weight: 1,
    where: WAITING,
    make: stepped((generator, draft) => ({ athrow: generator, error: errorAt(draft) })),
  },
  {
    theme: "generators",
    weight: 1,
    where: WAITING,
    make: stepped((generator) => ({ aclose: generator })),
  },
  {
    theme: "generators",
    weight: 2,
    where: WAITING,
    make: (draft, place, more) => {
      const over = place.inner || place.depth > 1 ? undefined : generatorAt(draft, place);
      if (over === undefined) return undefined;
      const body = more(within(place), draft.random.between(1, 2));
      const leave = draft.random.chance(0.3) ? [{ op: "break" } as const] : [];
      return [{ op: "async_for", over, each: draft.fresh("each"), body: [...body, ...leave] }];
    },
  },
  {
    theme: "generators",
    weight: 6,
    where: ["asyncgen"],
    make: (draft, place) => (place.inner ? undefined : [{ op: "yield", value: draft.value() }]),
  },
];
