/** The current loop, the policy that knows it, and run(): they touch the whole process, so each program has its own. */
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { calling, type Draft, doing, type Place, refused } from "../draft.ts";
import { MAIN, type Production, RUNNING, SCHEDULING } from "../production.ts";
import { coroutineAt, furtherLoop } from "./running.ts";

/** The loop under test, mostly. */
function someLoop(draft: Draft, place: Place): { readonly $: string } {
  const other = draft.random.chance(0.4) ? draft.name(place, "loop") : undefined;
  return { $: other ?? "loop" };
}

const asked = (draft: Draft, place: Place): Expression => ({
  same: [{ asyncio: "get_event_loop" }, someLoop(draft, place)],
});

/** Asks for the current loop. What run() leaves of it depends on how run() came by its loop. */
function askingAt(draft: Draft, place: Place): readonly Operation[] | undefined {
  if (draft.themes.has("running")) return undefined;
  return [{ op: "try", body: [doing(asked(draft, place), { show: draft.fresh("current") })] }];
}

export const currentLoop: readonly Production[] = [
  {
    theme: "current",
    weight: 5,
    make: askingAt,
  },
  {
    theme: "current",
    weight: 3,
    make: (draft, place) => {
      const loop = draft.random.chance(0.25) ? null : someLoop(draft, place);
      const show = draft.random.chance(0.2) ? { show: draft.fresh("set") } : {};
      return [{ op: "try", body: [doing({ asyncio: "set_event_loop", args: [loop] }, show)] }];
    },
  },
  {
    theme: "current",
    weight: 2,
    make: (draft) => {
      const what: Expression = { asyncio: "set_event_loop", args: [draft.fresh("text")] };
      const known = draft.themes.has("edges") && draft.random.chance(0.5);
      return [known ? { op: "try", body: [doing(what)] } : refused(what)];
    },
  },
  // Another thread has a current loop of its own, and none to begin with.
  {
    theme: "current",
    weight: 8,
    where: ["thread"],
    make: (draft, place) => {
      if (draft.policied) return undefined;
      const ask = (): Operation => ({
        op: "try",
        body: [doing(asked(draft, place), { show: draft.fresh("current") })],
      });
      const set = { asyncio: "set_event_loop", args: [someLoop(draft, place)] } as const;
      return draft.random.pick([[ask()], [ask(), doing(set), ask()]]);
    },
  },
  {
    theme: "current",
    weight: 3,
    where: [...SCHEDULING, "thread"],
    make: (draft) => {
      if (draft.policied) return undefined;
      return furtherLoop(draft, { asyncio: "new_event_loop" }, (of) => [
        doing({ same: [of, { $: "loop" }] }, { show: draft.fresh("same") }),
        ...(draft.themes.has("running")
          ? []
          : [doing({ same: [{ asyncio: "get_event_loop" }, of] }, { show: "current" })]),
      ]);
    },
  },
  {
    theme: "policies",
    weight: 4,
    where: SCHEDULING,
    make: askingAt,
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
      const debug = draft.random.pick([{}, {}, { debug: true }, { debug: false }, { debug: null }]);
      return [{ op: "try", body: [doing({ run, ...debug }, { show: draft.fresh("ran") })] }];
    },
  },
  // One task is left behind: of several, no text says which is cancelled first.
  {
    theme: "running",
    weight: 3,
    where: MAIN,
    make: (draft) => {
      const [left, whole, error] = [
        draft.fresh("left"),
        draft.fresh("whole"),
        draft.fresh("error"),
      ];
      const sleep: Operation = {
        op: "await",
        what: { asyncio: "sleep", args: [draft.lastDelay()] },
      };
      draft.made.set(left, {
        kind: "coroutine",
        body: [
          {
            op: "try",
            body: [sleep],
            as: error,
            catch: [{ op: "log", text: "cancelled", value: { kind: { $: error } } }],
            ...(draft.random.chance(0.5) ? { reraise: true } : {}),
          },
        ],
      });
      const step: Operation = { op: "await", what: { asyncio: "sleep", args: [0] } };
      const task: Expression = { asyncio: "ensure_future", args: [{ call: left }] };
      draft.made.set(whole, {
        kind: "coroutine",
        body: [
          doing(task, { as: draft.fresh("leaving") }),
          ...(draft.random.chance(0.7) ? [step] : []),
          { op: "return", value: draft.value() },
        ],
      });
      return [{ op: "try", body: [doing({ run: { call: whole } }, { show: draft.fresh("ran") })] }];
    },
  },
  {
    theme: "running",
    weight: 2,
    where: MAIN,
    // Whether the maker of loops is asked first is a matter of the version.
    make: (draft) => (draft.policied ? undefined : [refused({ run: draft.value() })]),
  },
  {
    theme: "running",
    weight: 3,
    where: RUNNING,
    make: (draft, place) => {
      const run = coroutineAt(draft, place);
      return run === undefined ? undefined : [refused({ run })];
    },
  },
];
