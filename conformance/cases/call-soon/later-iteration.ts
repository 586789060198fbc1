import { callback, callbackWith, if_, quiet, repeat, variable } from "../../language/build.ts";
import { callSoon } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon.scheduled-from-callback-next-iteration"] as const;

/** What a callback schedules runs in a later iteration, after all that was there before. */
export const callSoonLater = table([
  kase("call-soon/nested-waits", "a callback's callback waits for those scheduled before", {
    clauses: CLAUSES,
    fns: {
      outer: callback(callSoon("nested")),
      second: callback(),
      third: callback(),
      nested: callback(END),
    },
    main: untilEnd(callSoon("outer"), callSoon("second"), callSoon("third")),
    expect: trace("outer", "second", "third", "nested"),
  }),
  ...underEach("call-soon/nested-waits", "a callback's callback waits for its turn", () => ({
    clauses: CLAUSES,
    fns: { outer: callback(callSoon("nested")), second: callback(), nested: callback(END) },
    main: untilEnd(callSoon("outer"), callSoon("second")),
    expect: trace("outer", "second", "nested"),
  })),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/nested-waits-${slug}`, `a callback's callback ${title} waits for its turn`, {
      clauses: CLAUSES,
      fns: {
        outer: callback(callSoon("nested", args)),
        second: callback(),
        nested: callbackWith(params, END),
      },
      main: untilEnd(callSoon("outer"), callSoon("second")),
      expect: trace("outer", "second", `nested${shown}`),
    }),
  ),
  kase("call-soon/nested-levels", "each level of callbacks runs after the whole level before", {
    clauses: CLAUSES,
    fns: {
      a1: callback(callSoon("b1")),
      a2: callback(callSoon("b2")),
      b1: callback(callSoon("c1")),
      b2: callback(callSoon("c2")),
      c1: callback(),
      c2: callback(END),
    },
    main: untilEnd(callSoon("a1"), callSoon("a2")),
    expect: trace("a1", "a2", "b1", "b2", "c1", "c2"),
  }),
  kase(
    "call-soon/nested-by-last",
    "the callback that the last callback of a batch schedules runs",
    {
      clauses: CLAUSES,
      fns: { first: callback(), last: callback(callSoon("nested")), nested: callback(END) },
      main: untilEnd(callSoon("first"), callSoon("last")),
      expect: trace("first", "last", "nested"),
    },
  ),
  kase("call-soon/nested-same-callback", "a callback that schedules itself waits like any other", {
    clauses: CLAUSES,
    fns: {
      again: callbackWith(
        ["left"],
        if_(variable("left"), [callSoon("again", [false])], [callSoon("last")]),
      ),
      second: callback(),
      last: callback(END),
    },
    main: untilEnd(callSoon("again", [true]), callSoon("second")),
    expect: trace("again(True)", "second", "again(False)", "last"),
  }),
  kase("call-soon/nested-after-long-queue", "the callback of the first of 2,000 runs after all", {
    clauses: CLAUSES,
    fns: {
      outer: callback(callSoon("nested")),
      fill: quiet(callback()),
      last: callback(),
      nested: callback(END),
    },
    main: untilEnd(callSoon("outer"), repeat(1998, callSoon("fill")), callSoon("last")),
    expect: trace("outer", "last", "nested"),
  }),
]);
