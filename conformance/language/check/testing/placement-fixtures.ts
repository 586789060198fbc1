import {
  assign,
  asyncFor,
  asyncGenerator,
  await_,
  block,
  call,
  callback,
  callbackWith,
  coroutine,
  if_,
  inContext,
  join,
  log,
  repeat,
  return_,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
  yield_,
} from "../../build.ts";
import {
  callAt,
  callLater,
  callSoon,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../loop-methods.ts";
import { trace } from "../../table.ts";

import { type Fixtures, once } from "./draft.ts";

export const PLACEMENT_FIXTURES = {
  misplaced: [
    {
      says: "await in a callback",
      good: { ...once(runUntilComplete(call("a"))), fns: { a: coroutine(sleep(0)) } },
      bad: { ...once(callSoon("a")), fns: { a: callback(sleep(0)) } },
      path: "fns.a.body[0]",
    },
    { says: "await in main", good: {}, bad: once(await_(1)), path: "main[0]" },
    {
      says: "async for in a thread",
      good: {},
      bad: { ...once(thread("a", "t"), join("t")), fns: { a: threadFunction(asyncFor(1, "i")) } },
      path: "fns.a.body[0]",
    },
    {
      says: "yield in a coroutine",
      good: { ...once(assign("g", call("a"))), fns: { a: asyncGenerator(yield_(1), return_()) } },
      bad: { ...once(runUntilComplete(call("a"))), fns: { a: coroutine(yield_(1)) } },
      path: "fns.a.body[0]",
    },
    {
      says: "a value returned by a generator",
      good: {},
      bad: { ...once(assign("g", call("a"))), fns: { a: asyncGenerator(yield_(1), return_(1)) } },
      path: "fns.a.body[1]",
    },
    { says: "return in main", good: {}, bad: once(return_()), path: "main[0]" },
    {
      says: "break outside of a repetition",
      good: once(repeat(2, if_(true, [{ op: "break" }]))),
      bad: once(if_(true, [{ op: "break" }])),
      path: "main[0].then[0]",
    },
    {
      says: "return inside a context",
      good: {
        ...once(callSoon("a")),
        fns: { a: callback(inContext({ make: "context" }, log("y"))) },
      },
      bad: {
        ...once(callSoon("a")),
        fns: { a: callback(inContext({ make: "context" }, return_())) },
      },
      path: "fns.a.body[0].body[0]",
    },
    {
      says: "await deep inside a forked child",
      good: {},
      bad: {
        ...once(runUntilComplete(call("a"))),
        fns: { a: coroutine({ op: "fork", body: [try_(sleep(0))] }) },
      },
      path: "fns.a.body[0].body[0].body[0]",
    },
  ],
  harness: [
    { says: "a crash", good: {}, bad: once({ op: "harness", what: "crash" }), path: "main[0]" },
  ],
  "drain-idiom": [
    {
      says: "one after the other",
      good: { ...once(stop(), runForever()), clauses: ["stop.on-idle-loop-is-pending"] },
      bad: once(stop(), runForever()),
      path: "main[1]",
    },
    {
      says: "with something between",
      good: once(stop(), try_(runFor(0)), runForever()),
      bad: once(stop(), callSoon(STOP), try_(runForever())),
      path: "main[2].body[0]",
    },
    {
      says: "on another loop",
      good: once(assign("m", { make: "loop" }), stop({ on: variable("m") }), runForever()),
      bad: once(
        assign("m", { make: "loop" }),
        stop({ on: variable("m") }),
        runForever({ on: variable("m") }),
      ),
      path: "main[2]",
    },
  ],
  "equal-deadlines": [
    {
      says: "two functions",
      good: {
        main: [callLater(0.01, "a"), callLater(0.02, "b"), runFor(0.05)],
        fns: { a: callback(), b: callback() },
        expect: trace("a", "b"),
      },
      bad: {
        main: [callLater(0.01, "a"), callLater(0.01, "b"), runFor(0.05)],
        fns: { a: callback(), b: callback() },
        expect: trace("a", "b"),
      },
      path: "main[1]",
    },
    {
      says: "one function with different arguments",
      good: {
        main: [callAt(0.01, "a", [1]), callAt(0.01, "a", [2]), runFor(0.05)],
        fns: { a: callbackWith(["p"]) },
        expect: trace({ any_order: ["a(1)", "a(2)"] }),
      },
      bad: {
        main: [callAt(0.01, "a", [1]), callAt(0.01, "a", [2]), runFor(0.05)],
        fns: { a: callbackWith(["p"]) },
        expect: trace("a(1)", "a(2)"),
      },
      path: "main[1]",
    },
  ],
  "sleep-order": [
    {
      says: "a longer and a shorter sleep",
      good: {
        main: [thread("a", "t"), join("t")],
        fns: { a: threadFunction(block(0.1)) },
        expect: trace("a"),
      },
      bad: {
        main: [thread("a", "t"), thread("b", "u"), join("t"), join("u")],
        fns: { a: threadFunction(block(0.1)), b: threadFunction(block(0.2)) },
        expect: trace("a", "b"),
      },
      path: "fns.a",
    },
  ],
} as const satisfies Fixtures;
