import {
  assign,
  asyncGenerator,
  call,
  callback,
  callbackWith,
  do_,
  handler,
  join,
  log,
  onSignal,
  quiet,
  thread,
  threadFunction,
  variadic,
  withOptional,
  yield_,
} from "../../build.ts";
import {
  connect,
  listen,
  newProtocol,
  peer,
  startPeer,
  streamProtocol,
} from "../../build-network.ts";
import { callSoon, runUntilComplete, setExceptionHandler } from "../../loop-methods.ts";
import { trace } from "../../table.ts";

import { type Fixtures, listening, named, once } from "./draft.ts";

export const FUNCTIONS_FIXTURES = {
  "unknown-function": [
    {
      says: "as a callback",
      good: { ...once(callSoon("a")), fns: { a: quiet(callback()) } },
      bad: once(callSoon("a")),
      path: "main[0].what.args[0].fn",
    },
    {
      says: "as a coroutine",
      good: {},
      bad: once(runUntilComplete(call("a"))),
      path: "main[0].what.args[0].call",
    },
    { says: "of a signal", good: {}, bad: once(onSignal("SIGUSR1", "a")), path: "main[0].fn" },
    {
      says: "of an awaitable",
      good: {},
      bad: once(do_({ make: "awaitable", fn: "a" })),
      path: "main[0].what.fn",
    },
  ],
  "unused-function": [
    {
      says: "one that only itself mentions",
      good: { ...once(callSoon("a")), fns: { a: quiet(callback(callSoon("a"))) } },
      bad: { ...once(log("x")), expect: trace("x"), fns: { a: callback(callSoon("a")) } },
      path: "fns.a",
    },
  ],
  "function-shape": [
    {
      says: "a handler with parameters",
      good: { ...once(setExceptionHandler("h")), fns: { h: handler(named("context")) } },
      bad: { ...once(setExceptionHandler("h")), fns: { h: { ...handler(), params: ["c"] } } },
      path: "fns.h",
    },
    {
      says: "a generator that yields nothing",
      good: { ...once(assign("g", call("g1"))), fns: { g1: asyncGenerator(yield_(1)) } },
      bad: { ...once(assign("g", call("g1"))), fns: { g1: asyncGenerator() } },
      path: "fns.g1",
    },
    {
      says: "a signal's function with parameters",
      good: { ...once(onSignal("SIGUSR1", "a")), fns: { a: callback() } },
      bad: { ...once(onSignal("SIGUSR1", "a")), fns: { a: callbackWith(["p"]) } },
      path: "fns.a",
    },
    {
      says: "optional parameters beside any number of arguments",
      good: { ...once(callSoon("a")), fns: { a: withOptional(callback(), "o") } },
      bad: { ...once(callSoon("a")), fns: { a: withOptional(variadic(callback()), "o") } },
      path: "fns.a",
    },
    {
      says: "two parameters of one name",
      good: {},
      bad: { ...once(callSoon("a", [1, 2])), fns: { a: callbackWith(["p", "p"]) } },
      path: "fns.a",
    },
    {
      says: "a callback run by a thread",
      good: {},
      bad: { ...once(thread("a", "t"), join("t")), fns: { a: callback() } },
      path: "main[0].fn",
    },
  ],
  "call-arguments": [
    {
      says: "too few",
      good: { ...once(do_(call("a", 1))), fns: { a: callbackWith(["p"]) } },
      bad: { ...once(do_(call("a"))), fns: { a: callbackWith(["p"]) } },
      path: "main[0].what",
    },
    {
      says: "too many",
      good: { ...once(do_(call("a", 1, 2))), fns: { a: variadic(callback()) } },
      bad: { ...once(do_(call("a", 1))), fns: { a: callback() } },
      path: "main[0].what",
    },
    {
      says: "to a thread",
      good: {},
      bad: { ...once(thread("a", "t", 1), join("t")), fns: { a: threadFunction() } },
      path: "main[0]",
    },
  ],
  peer: [
    {
      says: "a peer that listens too late",
      good: { ...listening(listen(), log("l")) },
      bad: { ...listening(log("l"), listen()) },
      path: "fns.p.body[1]",
    },
    {
      says: "a peer that connects to nothing",
      good: {
        fns: { p: peer(connect()) },
        main: [startPeer("p", "x", 80), join("x")],
        expect: trace(),
      },
      bad: {
        fns: { p: peer(connect()) },
        main: [startPeer("p", "x"), join("x")],
        expect: trace(),
      },
      path: "main[0]",
    },
    {
      says: "a peer that is started twice",
      good: { ...listening(listen()) },
      bad: {
        fns: { p: peer(listen()) },
        main: [startPeer("p", "x"), startPeer("p", "y"), join("x"), join("y")],
        expect: trace(),
      },
      path: "main[1]",
    },
  ],
  protocol: [
    {
      says: "a method of another kind",
      good: {
        protocols: { P: streamProtocol({}, ["data_received"]) },
        main: [do_(newProtocol("P"))],
        expect: trace(),
      },
      bad: {
        protocols: { P: streamProtocol({}, ["datagram_received"]) },
        main: [do_(newProtocol("P"))],
        expect: trace(),
      },
      path: "protocols.P",
    },
    {
      says: "one that does not exist",
      good: {
        protocols: { P: streamProtocol() },
        main: [do_(newProtocol("P"))],
        expect: trace(),
      },
      bad: {
        protocols: { P: streamProtocol() },
        main: [do_(newProtocol("P")), do_(newProtocol("Q"))],
        expect: trace(),
      },
      path: "main[1].what.new",
    },
    {
      says: "one that nothing makes",
      good: {
        protocols: { P: streamProtocol() },
        main: [do_(newProtocol("P"))],
        expect: trace(),
      },
      bad: { protocols: { P: streamProtocol() } },
      path: "protocols.P",
    },
  ],
} as const satisfies Fixtures;
