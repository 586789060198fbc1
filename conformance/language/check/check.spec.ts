import { expect } from "chai";
import {
  assign,
  asyncFor,
  asyncGenerator,
  await_,
  block,
  call,
  callable,
  callback,
  callbackWith,
  contextVarSet,
  coroutine,
  difference,
  do_,
  drop,
  event,
  eventSet,
  functionNamed,
  handler,
  if_,
  inContext,
  join,
  log,
  measure,
  onSignal,
  quiet,
  raise,
  repeat,
  repeatWith,
  return_,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  tryExcept,
  tryFinally,
  variable,
  variadic,
  wait,
  withOptional,
  yield_,
} from "../build.ts";
import { connect, listen, newProtocol, peer, startPeer, streamProtocol } from "../build-network.ts";
import type { CaseDefinition } from "../case.ts";
import {
  callAt,
  callLater,
  callSoon,
  createTask,
  loopCall,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  setExceptionHandler,
  stop,
} from "../loop-methods.ts";
import { type CaseRow, inFile, kase, table, trace } from "../table.ts";
import { checkCase, checkSuite, RULES, type Rule } from "./check.ts";

const CLAUSE = "call-soon.fifo";

type Draft = Partial<Omit<CaseRow, "clauses">> & {
  readonly id?: string;
  readonly title?: string;
  readonly clauses?: readonly string[];
};

/** A case that is in order but for what the draft says. */
function draft({ id = "area/slug", title = "a fact", clauses, ...row }: Draft): CaseDefinition {
  const cited = (clauses ?? [CLAUSE]) as CaseRow["clauses"];
  return kase(id, title, { main: [log("x")], expect: trace("x"), ...row, clauses: cited });
}

interface Fixture {
  readonly says: string;
  readonly good: Draft;
  readonly bad: Draft;
  /** Where the bad one is wrong. */
  readonly path: string;
}

const named = (name: string) => do_(variable(name));
const once = (...main: CaseRow["main"]): Draft => ({ main, expect: trace() });

const listening = (...steps: Parameters<typeof peer>): Draft => ({
  fns: { p: peer(...steps) },
  main: [startPeer("p", "x"), join("x")],
  expect: trace(),
});

const FIXTURES: { readonly [rule in Exclude<Rule, "duplicate-case">]: readonly Fixture[] } = {
  id: [
    { says: "capitals", good: { id: "a-b/c.d-1" }, bad: { id: "Area/slug" }, path: "id" },
    { says: "no area", good: {}, bad: { id: "slug" }, path: "id" },
  ],
  title: [
    { says: "a full stop", good: { title: "it runs" }, bad: { title: "it runs." }, path: "title" },
    { says: "a wish", good: {}, bad: { title: "it should run" }, path: "title" },
    { says: "nothing", good: {}, bad: { title: "" }, path: "title" },
    { says: "two lines", good: {}, bad: { title: "it\nruns" }, path: "title" },
  ],
  timeout: [
    { says: "too short", good: { timeout: 2 }, bad: { timeout: 0.1 }, path: "timeout" },
    { says: "too long", good: { timeout: 60 }, bad: { timeout: 3600 }, path: "timeout" },
  ],
  clause: [
    { says: "none", good: {}, bad: { clauses: [] }, path: "clauses" },
    { says: "an unknown one", good: {}, bad: { clauses: ["no.such"] }, path: "clauses[0]" },
    {
      says: "advice",
      good: {},
      bad: { clauses: [CLAUSE, "preface.high-level-first"] },
      path: "clauses[1]",
    },
    { says: "one twice", good: {}, bad: { clauses: [CLAUSE, CLAUSE] }, path: "clauses[1]" },
    {
      says: "those of different editions",
      good: { clauses: [CLAUSE, "partial.arguments-hidden-outside-debug"] },
      bad: {
        clauses: ["partial.rendered-outside-debug", "partial.arguments-hidden-outside-debug"],
      },
      path: "clauses",
    },
  ],
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
  "impossible-entry": [
    { says: "a log", good: {}, bad: { expect: trace("y") }, path: "expect.trace[0]" },
    {
      says: "a quiet function's name",
      good: { main: [callSoon("a"), runFor(0)], fns: { a: callback() }, expect: trace("a") },
      bad: { main: [callSoon("a"), runFor(0)], fns: { a: quiet(callback()) }, expect: trace("a") },
      path: "expect.trace[0]",
    },
    {
      says: "a name without its arguments",
      good: { main: [callSoon("a", [1])], fns: { a: callbackWith(["p"]) }, expect: trace("a(1)") },
      bad: { main: [callSoon("a", [1])], fns: { a: callbackWith(["p"]) }, expect: trace("a") },
      path: "expect.trace[0]",
    },
    {
      says: "a misspelt label",
      good: { main: [show("label", 1)], expect: trace("label=1") },
      bad: { main: [show("label", 1)], expect: trace("lable=1") },
      path: "expect.trace[0]",
    },
    {
      says: "an error that nobody catches",
      good: { main: [try_(raise("AppError", "x"))], expect: trace("!AppError:x") },
      bad: { main: [log("x")], expect: trace("x", "!ValueError") },
      path: "expect.trace[1]",
    },
    {
      says: "an error kind that does not exist",
      good: {},
      bad: { main: [try_(raise("ValueError"))], expect: trace("!ValueErorr") },
      path: "expect.trace[0]",
    },
    {
      says: "an entry deep inside an alternative",
      good: {},
      bad: { expect: trace({ one_of: [["x"], [{ any_order: ["x", ["x", "z"]] }]] }) },
      path: "expect.trace[0].one_of[1][0].any_order[1][1]",
    },
    {
      says: "what a policy logs",
      good: { main: [{ op: "policy" }], expect: trace("policy.new") },
      bad: { main: [{ op: "policy" }], expect: trace("policy.make") },
      path: "expect.trace[0]",
    },
  ],
  "trace-item": [
    {
      says: "a choice of one",
      good: { expect: trace({ one_of: [["x"], []] }) },
      bad: { expect: trace({ one_of: [["x"]] }) },
      path: "expect.trace[0].one_of",
    },
    {
      says: "one label in two sequences",
      good: {
        main: [log("x"), log("y")],
        expect: trace({ interleave: [["x"], ["y", "y"]] }),
      },
      bad: { expect: trace({ interleave: [["x"], ["x"]] }) },
      path: "expect.trace[0].interleave[1]",
    },
  ],
  outcome: [
    {
      says: "an unknown kind",
      good: { expect: { ...trace("x"), outcome: "raised AppError:x" } },
      bad: { expect: { ...trace("x"), outcome: "raised Trouble" as "ok" } },
      path: "expect.outcome",
    },
  ],
  channel: [
    {
      says: "reports without a handler",
      good: {
        ...once(setExceptionHandler("h")),
        fns: { h: quiet(handler()) },
        expect: { trace: [], reports: [] },
      },
      bad: { expect: { ...trace("x"), reports: [] } },
      path: "expect.reports",
    },
    {
      says: "a metric that is not measured",
      good: {},
      bad: { expect: { ...trace("x"), bounds: { dt: [0, 5] } } },
      path: "expect.bounds.dt",
    },
    {
      says: "a metric that is not expected",
      good: {},
      bad: once(measure("time", "t"), difference("time", "t", "dt")),
      path: "main[1]",
    },
  ],
  bound: [
    {
      says: "swapped ends",
      good: measured("loop_time", [0.01, 5]),
      bad: measured("loop_time", [5, 1]),
      path: "expect.bounds.dt",
    },
    {
      says: "a latency",
      good: measured("cpu", [null, 0.2]),
      bad: measured("time", [null, 0.2]),
      path: "expect.bounds.dt",
    },
    {
      says: "a lower bound on a foreign clock",
      good: measured("time", [0, 5]),
      bad: measured("time", [0.01, 5]),
      path: "expect.bounds.dt",
    },
    {
      says: "no end at all",
      good: {},
      bad: measured("time", [null, null]),
      path: "expect.bounds.dt",
    },
  ],
};

function measured(
  what: "time" | "loop_time" | "cpu",
  range: readonly [number | null, number | null],
): Draft {
  return {
    main: [measure(what, "t"), difference(what, "t", "dt")],
    expect: { trace: [], bounds: { dt: range } },
  };
}

describe("checkCase", () => {
  it("has fixtures for every rule but the one about two cases", () => {
    expect([...Object.keys(FIXTURES), "duplicate-case"]).to.have.members(Object.keys(RULES));
  });

  for (const [rule, fixtures] of Object.entries(FIXTURES)) {
    describe(`rule ${rule}`, () => {
      for (const { says, good, bad, path } of fixtures) {
        it(`finds ${says}, and nothing in the same done right`, () => {
          const problems = checkCase(draft(bad));
          const found = problems.find((problem) => problem.rule === rule);
          expect(found, JSON.stringify(problems)).to.include({ case: bad.id ?? "area/slug", path });
          expect(found?.message).to.match(/\.$/);
          expect(checkCase(draft(good))).to.deep.equal([]);
        });
      }
    });
  }

  it("takes a name that a function binds as bound in main, which may follow a run", () => {
    const fns = { a: quiet(callback(assign("seen", 1))), b: quiet(callback(named("seen"))) };
    const main = [callSoon("a"), callSoon("b"), runFor(0), named("seen")];
    expect(checkCase(draft({ fns, main, expect: trace() }))).to.deep.equal([]);
  });

  it("accepts what stands in `finally`, and a function given as an expression", () => {
    const main = [tryFinally([loopCall("call_soon", [callable(functionNamed("a"))])], runFor(0))];
    expect(checkCase(draft({ fns: { a: callback() }, main, expect: trace("a") }))).to.deep.equal(
      [],
    );
  });
});

describe("checkSuite", () => {
  it("finds ids that two files use, and names the other file", () => {
    const twins = [
      ...inFile("one.ts", table([draft({})])),
      ...inFile("two.ts", table([draft({})])),
    ];
    expect(checkSuite(twins)).to.deep.equal([
      {
        case: "area/slug",
        path: "id",
        rule: "id",
        message: "one.ts has a case of this id already. Choose another one.",
      },
    ]);
  });

  it("finds two cases that judge the same by the same program", () => {
    const suite = table([draft({ id: "a/one" }), draft({ id: "a/two" })]);
    expect(checkSuite(suite).map(({ rule }) => rule)).to.deep.equal(["duplicate-case"]);
  });

  it("accepts different cases", () => {
    const other = draft({ id: "a/two", main: [log("y")], expect: trace("y") });
    expect(checkSuite(table([draft({}), other]))).to.deep.equal([]);
  });
});
