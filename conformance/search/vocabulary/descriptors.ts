/** Descriptors: watched, made ready, left alone. The order of ready ones is left open: see `left-open.ts`. */
import type { Expression } from "../../language/expression.ts";
import { calling, type Draft, doing, type Place } from "../draft.ts";
import type { Production } from "../production.ts";

const end = (pair: string): Expression => ({ end: pair, side: 0 });

/** The object, or its number. */
const watched = (draft: Draft, pair: string): Expression =>
  draft.random.chance(0.3) ? calling("fileno", [], end(pair)) : end(pair);

/** One of the functions that read what has come. */
const readerOf = (draft: Draft, place: Place, pair: string) =>
  draft.random.pickAny(
    draft.plans.filter(
      ({ name }, index) =>
        index >= place.level && (name === `read_${pair}` || name === `reread_${pair}`),
    ),
  );

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
      const removed = calling("remove_reader", [watched(draft, pair)]);
      return [doing(removed, { show: draft.fresh("removed") })];
    },
  },
  {
    theme: "descriptors",
    weight: 3,
    make: (draft, place) => {
      const pair = draft.name(place, "pair");
      if (pair === undefined) return undefined;
      const reader = readerOf(draft, place, pair);
      if (reader === undefined) return undefined;
      const args = [watched(draft, pair), { fn: reader.name }, ...draft.arguments(reader)];
      return [doing(calling("add_reader", args))];
    },
  },
  {
    theme: "descriptors",
    weight: 2,
    make: (draft, place) => {
      const pair = draft.name(place, "pair");
      const reader = pair === undefined ? undefined : readerOf(draft, place, pair);
      if (pair === undefined || reader === undefined || draft.themes.has("close")) return undefined;
      const given = { fn: reader.name };
      const call = draft.random.pick<Expression>([
        calling("add_reader", [-1, given]),
        calling("add_reader", [{ make: "object" }, given]),
        { m: "add_reader", args: [end(pair), given], kwargs: { colour: 1 } },
      ]);
      return [{ op: "try", body: [doing(call)] }];
    },
  },
];
