import {
  assign,
  call,
  callback,
  callbackWith,
  contextVarSet,
  coroutine,
  difference,
  drop,
  event,
  eventSet,
  join,
  measure,
  quiet,
  raise,
  repeat,
  repeatWith,
  thread,
  threadFunction,
  tryExcept,
  variable,
  wait,
} from "../../build.ts";
import { callSoon, createTask, runFor, STOP } from "../../loop-methods.ts";

import { type Fixtures, named, once } from "./draft.ts";

export const NAMES_FIXTURES = {
  "unbound-name": [
    {
      says: "a name that nothing binds",
      good: once(assign("h", 1), named("h")),
      bad: once(named("h")),
      path: "main[0].what.$",
    },
    {
      says: "a name that main binds later",
      good: once(assign("h", 1), named("h")),
      bad: once(named("h"), assign("h", 1)),
      path: "main[0].what.$",
    },
    {
      says: "a parameter of another function",
      good: { ...once(callSoon("a", [1])), fns: { a: quiet(callbackWith(["p"], named("p"))) } },
      bad: {
        ...once(callSoon("a", [1]), callSoon("b")),
        fns: { a: quiet(callbackWith(["p"], named("p"))), b: quiet(callback(named("p"))) },
      },
      path: "fns.b.body[0].what.$",
    },
    {
      says: "an error before it was caught",
      good: once(tryExcept([raise("AppError")], "e", named("e"))),
      bad: once(tryExcept([named("e")], "e")),
      path: "main[0].body[0].what.$",
    },
    {
      says: "an event in `wait`",
      good: once(event("go"), eventSet("go"), wait("go")),
      bad: once(wait("go")),
      path: "main[0].event",
    },
    {
      says: "a name in keyword arguments",
      good: once(assign("c", { make: "context" }), callSoon(STOP, [], { context: variable("c") })),
      bad: once(callSoon(STOP, [], { context: variable("c") })),
      path: "main[0].what.kwargs.context.$",
    },
  ],
  "dropped-name": [
    {
      says: "a use after the drop",
      good: once(assign("h", 1), named("h"), drop("h")),
      bad: once(assign("h", 1), drop("h"), named("h")),
      path: "main[2].what.$",
    },
  ],
  "bound-twice": [
    {
      says: "a name at two places",
      good: once(repeat(2, assign("h", 1)), named("h")),
      bad: once(assign("h", 1), assign("h", 2), named("h")),
      path: "main[1]",
    },
    {
      says: "the loop's own name",
      good: once(named("loop")),
      bad: once(assign("loop", 1)),
      path: "main[0]",
    },
    {
      says: "a metric at two places",
      good: {},
      bad: {
        main: [measure("time", "t"), difference("time", "t", "dt"), difference("time", "t", "dt")],
        expect: { trace: [], bounds: { dt: [null, 5] } },
      },
      path: "main[2]",
    },
  ],
  shadowing: [
    {
      says: "a parameter with the name of a global",
      good: {},
      bad: {
        ...once(assign("h", 1), named("h"), callSoon("a", [1])),
        fns: { a: quiet(callbackWith(["h"])) },
      },
      path: "fns.a",
    },
    {
      says: "an index with the name of a function",
      good: once(repeatWith(2, "i", named("i"))),
      bad: {
        ...once(repeatWith(2, "a", named("a")), callSoon("a")),
        fns: { a: quiet(callback()) },
      },
      path: "main[0]",
    },
    {
      says: "a global with the name of a function",
      good: {},
      bad: { ...once(assign("a", 1), named("a"), callSoon("a")), fns: { a: quiet(callback()) } },
      path: "main[0]",
    },
  ],
  "unused-name": [
    {
      says: "a handle that nobody looks at",
      good: once(createTask(call("a"), "kept"), runFor(0)),
      bad: once(callSoon(STOP, [], { as: "h" })),
      path: "main[0]",
    },
    {
      says: "a thread that nobody joins",
      good: { ...once(thread("t", "t1"), join("t1")), fns: { t: quiet(threadFunction()) } },
      bad: { ...once(thread("t", "t1")), fns: { t: quiet(threadFunction()) } },
      path: "main[0]",
    },
  ].map((fixture, index) =>
    index === 0
      ? { ...fixture, good: { ...fixture.good, fns: { a: quiet(coroutine()) } } }
      : fixture,
  ),
  "bad-name": [
    {
      says: "a hyphen",
      good: once(contextVarSet("a_b", 1)),
      bad: once(contextVarSet("a-b", 1)),
      path: "main[0]",
    },
  ],
} as const satisfies Fixtures;
