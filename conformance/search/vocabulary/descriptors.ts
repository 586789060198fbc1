/** Descriptors: watched, made ready, left alone. The order of ready ones is left open: see `left-open.ts`. */
import type { Expression } from "../../language/expression.ts";
import { calling, doing } from "../draft.ts";
import type { Production } from "../production.ts";

const end = (pair: string): Expression => ({ end: pair, side: 0 });

export const descriptors: readonly Production[] = [
  {
    theme: "descriptors",
    weight: 2,
    make: (draft, place) => {
      const pair = draft.name(place, "pair");
      return pair === undefined ? undefined : [{ op: "make_ready", pair }];
    },
  },
  {
    theme: "descriptors",
    weight: 1,
    make: (draft, place) => {
      const pair = draft.name(place, "pair");
      return pair === undefined ? undefined : [{ op: "try", body: [{ op: "drain", pair }] }];
    },
  },
  {
    theme: "descriptors",
    weight: 2,
    make: (draft, place) => {
      const pair = draft.name(place, "pair");
      if (pair === undefined) return undefined;
      return [doing(calling("remove_reader", [end(pair)]))];
    },
  },
  {
    theme: "descriptors",
    weight: 3,
    make: (draft, place) => {
      const pair = draft.name(place, "pair");
      const reader = draft.plans.find(({ name }) => name === `read_${pair}`);
      if (pair === undefined || reader === undefined) return undefined;
      if (draft.plans.indexOf(reader) < place.level) return undefined;
      return [doing(calling("add_reader", [end(pair), { fn: reader.name }]))];
    },
  },
];
