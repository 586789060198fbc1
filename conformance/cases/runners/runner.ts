/** `asyncio.Runner`: when its loop is made, its context, and what a closed one refuses. */
import {
  assign,
  call,
  contextVarSet,
  contextVarShow,
  coroutine,
  do_,
  functionNamed,
  inContext,
  log,
  quiet,
  raise,
  return_,
  same,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { asyncio } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  closesRunner,
  isClosed,
  keeps,
  makesLoop,
  RUNNING,
  runner,
  runsOn,
} from "../kit/runners.ts";

const LAZY = "runner.lazy-and-reusable";
const CLOSED = "runner.closed-rejected";
const CONTEXT = "runner.run-context";
const MAKES: Expression = functionNamed("makes");
const GET_LOOP: Expression = { m: "get_loop", on: variable("runner") };
const CONTEXT_GIVEN = { kwargs: { context: variable("context") } };
const work = coroutine(return_(5));

export const runnersThemselves = table([
  kase("runner/loop-at-the-first-run", "a Runner makes its loop at its first run", {
    clauses: [LAZY],
    fns: { makes: makesLoop(), work },
    main: [runner({ factory: MAKES }), log("made"), runsOn(call("work")), closesRunner],
    expect: trace("made", "makes", "work"),
  }),
  kase("runner/loop-at-get-loop", "a Runner makes its loop for get_loop()", {
    clauses: [LAZY],
    fns: { makes: makesLoop(), work: coroutine(show("own", same(RUNNING, variable("got")))) },
    main: [
      runner({ factory: MAKES }),
      assign("got", GET_LOOP),
      show("same", same(variable("got"), variable("made"))),
      runsOn(call("work")),
      closesRunner,
    ],
    expect: trace("makes", "same=True", "work", "own=True"),
  }),
  kase(
    "runner/loop-on-entry",
    "a Runner makes its loop when it is entered, and closes it on exit",
    {
      clauses: [LAZY],
      fns: { makes: makesLoop(), work },
      main: [
        runner({ factory: MAKES }),
        do_({ m: "__enter__", on: variable("runner") }),
        log("entered"),
        runsOn(call("work")),
        isClosed("made"),
        do_({ m: "__exit__", on: variable("runner"), args: [null, null, null] }),
        isClosed("made"),
      ],
      expect: trace("makes", "entered", "work", "closed=False", "closed=True"),
    },
  ),
  kase("runner/runs-share-a-loop", "the runs of a Runner share one loop", {
    clauses: [LAZY],
    fns: {
      first: coroutine(keeps("one"), sleep(0)),
      second: coroutine(show("same", same(RUNNING, variable("one")))),
    },
    main: [
      runner(),
      runsOn(call("first")),
      isClosed("one"),
      runsOn(call("second")),
      runsOn(call("second")),
      closesRunner,
      isClosed("one"),
    ],
    expect: trace(
      "first",
      "closed=False",
      ...["second", "same=True", "second", "same=True"],
      "closed=True",
    ),
  }),
  kase("runner/runs-go-on-after-an-error", "a Runner runs again after a run that raised", {
    clauses: [LAZY],
    fns: {
      fails: coroutine(keeps("one"), raise("AppError", "x")),
      second: coroutine(show("same", same(RUNNING, variable("one")))),
    },
    main: [runner(), try_(runsOn(call("fails"))), runsOn(call("second")), closesRunner],
    expect: trace("fails", "!AppError:x", "second", "same=True"),
  }),
  kase("runner/runs-share-a-context", "the runs of a Runner share one context", {
    clauses: [LAZY],
    fns: {
      first: quiet(coroutine(contextVarSet("x", 1), sleep(0))),
      second: quiet(coroutine(contextVarShow("x"), contextVarSet("x", 2))),
    },
    main: [
      runner(),
      runsOn(call("first")),
      runsOn(call("second")),
      runsOn(call("second")),
      contextVarShow("x"),
      closesRunner,
    ],
    expect: trace("x=1", "x=2", "x=unset"),
  }),
  kase("runner/loop-in-debug", "a Runner with debug True runs in debug mode", {
    clauses: ["run.debug-parameter"],
    fns: { work: quiet(coroutine(show("debug", { m: "get_debug", on: RUNNING }))) },
    main: [runner({ debug: true }), runsOn(call("work")), runsOn(call("work")), closesRunner],
    expect: trace("debug=True", "debug=True"),
  }),
  kase("runner/closed-refuses-run", "run() of a closed Runner raises RuntimeError", {
    clauses: [CLOSED],
    fns: { work },
    main: [runner(), runsOn(call("work")), closesRunner, try_(runsOn(call("work")))],
    expect: trace("work", "!RuntimeError"),
  }),
  kase("runner/closed-refuses-get-loop", "get_loop() of a closed Runner raises RuntimeError", {
    clauses: [CLOSED],
    main: [runner(), do_(GET_LOOP), closesRunner, try_(do_(GET_LOOP))],
    expect: trace("!RuntimeError"),
  }),
  kase("runner/closed-twice", "a Runner may be closed again", {
    clauses: [CLOSED],
    fns: { work },
    main: [runner(), runsOn(call("work")), closesRunner, closesRunner, log("closed")],
    expect: trace("work", "closed"),
  }),
  kase("runner/context-given", "a coroutine runs in the context that Runner.run() is given", {
    clauses: [CONTEXT],
    fns: { work: quiet(coroutine(contextVarShow("x"), sleep(0), contextVarShow("x"))) },
    main: [
      assign("context", { make: "copy_context" }),
      inContext(variable("context"), contextVarSet("x", 5)),
      runner(),
      runsOn(call("work"), CONTEXT_GIVEN),
      closesRunner,
    ],
    expect: trace("x=5", "x=5"),
  }),
  kase(
    "runner/context-keeps-changes",
    "what a coroutine sets stays in the context that it was given",
    {
      clauses: [CONTEXT],
      fns: { work: quiet(coroutine(sleep(0), contextVarSet("x", 6))) },
      main: [
        assign("context", { make: "context" }),
        runner(),
        runsOn(call("work"), CONTEXT_GIVEN),
        show("inside", { cv: "x", in: variable("context") }),
        contextVarShow("x"),
        closesRunner,
      ],
      expect: trace("inside=6", "x=unset"),
    },
  ),
  kase("runner/context-of-one-run", "a context is that of its own run alone", {
    clauses: [CONTEXT],
    fns: {
      work: quiet(coroutine(contextVarShow("x"))),
    },
    main: [
      assign("context", { make: "copy_context" }),
      inContext(variable("context"), contextVarSet("x", 5)),
      runner(),
      runsOn(call("work")),
      runsOn(call("work"), CONTEXT_GIVEN),
      runsOn(call("work")),
      closesRunner,
    ],
    expect: trace("x=unset", "x=5", "x=unset"),
  }),
  kase("runner/context-of-inner-tasks", "tasks inside a run begin with its context", {
    clauses: [CONTEXT],
    fns: {
      inner: quiet(coroutine(contextVarShow("x"))),
      work: quiet(coroutine({ op: "await", what: asyncio("ensure_future", call("inner")) })),
    },
    main: [
      assign("context", { make: "copy_context" }),
      inContext(variable("context"), contextVarSet("x", 5)),
      runner(),
      runsOn(call("work"), CONTEXT_GIVEN),
      closesRunner,
    ],
    expect: trace("x=5"),
  }),
]);
