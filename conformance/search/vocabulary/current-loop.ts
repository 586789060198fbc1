/** The current loop, the policy that knows it, and run(): they touch the whole process, so each program has its own. */
import type { Expression } from "../../language/expression.ts";
import { calling, type Draft, doing, type Place } from "../draft.ts";
import { MAIN, type Production, SCHEDULING } from "../production.ts";
import { coroutineAt } from "./running.ts";

/** The loop under test, mostly. */
function someLoop(draft: Draft, place: Place): { readonly $: string } {
  const other = draft.random.chance(0.4) ? draft.name(place, "loop") : undefined;
  return { $: other ?? "loop" };
}

const asked = (draft: Draft, place: Place): Expression => ({
  same: [{ asyncio: "get_event_loop" }, someLoop(draft, place)],
});

export const currentLoop: readonly Production[] = [
  {
    theme: "current",
    weight: 5,
    make: (draft, place) => [
      { op: "try", body: [doing(asked(draft, place), { show: draft.fresh("current") })] },
    ],
  },
  {
    theme: "current",
    weight: 3,
    make: (draft, place) => {
      const loop = draft.random.chance(0.25) ? null : someLoop(draft, place);
      return [{ op: "try", body: [doing({ asyncio: "set_event_loop", args: [loop] })] }];
    },
  },
  // Anything but a loop is refused: with which error differs between editions.
  {
    theme: "current",
    weight: 1,
    make: (draft) => {
      if (!draft.themes.has("edges")) return undefined;
      const what: Expression = { asyncio: "set_event_loop", args: [draft.fresh("text")] };
      return [{ op: "try", body: [doing(what)] }];
    },
  },
  {
    theme: "policies",
    weight: 4,
    where: SCHEDULING,
    make: (draft, place) => [
      { op: "try", body: [doing(asked(draft, place), { show: draft.fresh("current") })] },
    ],
  },
  {
    theme: "policies",
    weight: 3,
    where: MAIN,
    make: (draft, place) => {
      if (!draft.policied || place.depth > 0) return undefined;
      const made = draft.fresh("made");
      return [
        {
          op: "try",
          body: [
            doing({ asyncio: "new_event_loop" }, { as: made }),
            doing(calling("is_closed", [], { $: made }), { show: draft.fresh("closed") }),
            doing(calling("close", [], { $: made })),
          ],
        },
      ];
    },
  },
  {
    theme: "running",
    weight: 5,
    where: MAIN,
    make: (draft, place) => {
      const run = coroutineAt(draft, place);
      if (run === undefined) return undefined;
      return [{ op: "try", body: [doing({ run }, { show: draft.fresh("ran") })] }];
    },
  },
];
