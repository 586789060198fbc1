/** Contexts, handlers of errors, debug mode, factories of tasks. */
import type { Expression } from "../../language/expression.ts";
import { calling, type Draft, doing, type Place, TASK_FACTORY, within } from "../draft.ts";
import type { Production } from "../production.ts";

/** Mostly the loop under test, which is not named. */
function someLoop(draft: Draft, place: Place): Expression | undefined {
  const other = draft.random.chance(0.25) ? draft.name(place, "loop") : undefined;
  return other === undefined ? undefined : { $: other };
}

/** The context that a handler of errors runs in is the error's own since 3.12 only. */
const knowsItsContext = ({ themes }: Draft, { kind }: Place): boolean =>
  kind !== "handler" || themes.has("edges");

export const surroundings: readonly Production[] = [
  {
    theme: "contexts",
    weight: 3,
    make: (draft, place) => {
      if (!knowsItsContext(draft, place)) return undefined;
      const value = draft.random.between(0, 99);
      return [{ op: "cv_set", var: draft.random.pick(["v", "w"]), value }];
    },
  },
  {
    theme: "contexts",
    weight: 3,
    make: (draft, place) => {
      if (!knowsItsContext(draft, place)) return undefined;
      const cv = draft.random.pick(["v", "w"]);
      return [doing({ cv }, { show: cv })];
    },
  },
  {
    theme: "contexts",
    weight: 1,
    make: (draft, place) => {
      const context = draft.name(place, "context");
      if (context === undefined) return undefined;
      const cv = draft.random.pick(["v", "w"]);
      return [doing({ cv, in: { $: context } }, { show: `${context}.${cv}` })];
    },
  },
  {
    theme: "contexts",
    weight: 1,
    make: (draft, place, more) => {
      const context = draft.name(place, "context");
      if (context === undefined || place.depth > 1 || !knowsItsContext(draft, place))
        return undefined;
      const body = more(within(place, true), draft.random.between(1, 2));
      const entered = { op: "in_context", context: { $: context }, body } as const;
      // A context that is entered already refuses to be entered once more.
      return body.length === 0 ? undefined : [{ op: "try", body: [entered] }];
    },
  },
  {
    theme: "contexts",
    weight: 1,
    make: (draft, place) => {
      const make = draft.random.pick(["context", "copy_context"] as const);
      if (make === "copy_context" && !knowsItsContext(draft, place)) return undefined;
      return [doing({ make }, { as: draft.bind(place, "context") })];
    },
  },
  {
    theme: "handlers",
    weight: 2,
    make: (draft, place) => {
      const plan = draft.random.chance(0.2) ? undefined : draft.plan(place, "handler");
      const value = plan === undefined ? null : { fn: plan.name };
      return [doing(calling("set_exception_handler", [value], someLoop(draft, place)))];
    },
  },
  {
    theme: "handlers",
    weight: 1,
    make: (draft, place) => {
      const plan = draft.plan(place, "handler");
      if (plan === undefined) return undefined;
      const of = someLoop(draft, place);
      const same = [calling("get_exception_handler", [], of), { fn: plan.name }] as const;
      return [doing({ same }, { show: draft.fresh("handler") })];
    },
  },
  {
    theme: "handlers",
    weight: 1,
    where: ["handler"],
    make: (draft) => [
      {
        op: "log",
        text: draft.fresh("about"),
        value: { kind: { item: "exception", of: { $: "context" } } },
      },
    ],
  },
  {
    theme: "handlers",
    weight: 2,
    where: ["handler"],
    make: () => [doing(calling("default_exception_handler", [{ $: "context" }]))],
  },
  {
    theme: "handlers",
    weight: 1,
    make: (draft) => {
      const m = draft.random.pick(["set_exception_handler", "set_task_factory"]);
      return [{ op: "try", body: [doing(calling(m, [draft.random.between(1, 9)]))] }];
    },
  },
  {
    theme: "debug",
    weight: 1,
    make: ({ random }) => [doing(calling("set_debug", [random.chance(0.6)]))],
  },
  {
    theme: "debug",
    weight: 1,
    make: (draft) => [doing(calling("get_debug"), { show: draft.fresh("debug") })],
  },
  {
    theme: "factories",
    weight: 2,
    make: (draft, place) => {
      const factory = draft.plans.find(({ name }) => name === TASK_FACTORY);
      const known = factory !== undefined && draft.plans.indexOf(factory) >= place.level;
      if (!known) return undefined;
      const value = draft.random.chance(0.3) ? null : { fn: factory.name };
      return [doing(calling("set_task_factory", [value]))];
    },
  },
  {
    theme: "factories",
    weight: 1,
    make: (draft) => {
      const factory = draft.plans.find(({ name }) => name === TASK_FACTORY);
      if (factory === undefined) return undefined;
      const same = [calling("get_task_factory"), { fn: factory.name }] as const;
      return [doing({ same }, { show: draft.fresh("factory") })];
    },
  },
  {
    theme: "factories",
    weight: 1,
    make: (draft) => [
      doing({ same: [calling("get_task_factory"), null] }, { show: draft.fresh("no_factory") }),
    ],
  },
];
