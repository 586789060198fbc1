/** `loop.close()`: the loop is closed, for ever, however often it is called. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  pair,
  quiet,
  repeat,
  show,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  addReader,
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  close,
  createFuture,
  createTask,
  loopCall,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, ENDINGS } from "../kit/dimensions.ts";
import { FAR, IS_CLOSED, times } from "../kit/shorthand.ts";

const SETS = "close.sets-closed";
const IDEMPOTENT = "close.idempotent";
const IRREVERSIBLE = "close.irreversible";

const showClosed = show("closed", IS_CLOSED);
/** Quiet: whether it runs is what other clauses are about. */
const never = quiet(callback());

/** What may be pending when the loop is closed. */
const PENDING: readonly (readonly [string, string, Program["fns"], Operation[]])[] = [
  ["callback", "a callback is ready", { never }, [callSoon("never")]],
  ["timer", "a timer is pending", { never }, [callLater(FAR, "never")]],
  ["reader", "a descriptor is watched", { never }, [pair("p"), addReader("p", "never")]],

  [
    "task",
    "a task waits",
    { waits: quiet(coroutine(await_(variable("future")))) },
    [createFuture("future"), createTask(call("waits"), "task"), runFor(0)],
  ],
  ["stop", "a stop() is left over", {}, [stop()]],
];

/** Calls after close(): each may raise or not. */
const CALLS: readonly (readonly [string, Program["fns"], Operation])[] = [
  ["call-soon", { never }, callSoon("never")],
  ["call-soon-threadsafe", { never }, callSoonThreadsafe("never")],
  ["call-later", { never }, callLater(0, "never")],
  ["call-at", { never }, callAt(0, "never")],
  ["stop", {}, stop()],
  ["close", {}, close()],
  ["create-future", {}, loopCall("create_future")],
  ["create-task", { waits: coroutine() }, createTask(call("waits"), "task")],
  ["set-debug", {}, loopCall("set_debug", [true])],
  ["time", {}, loopCall("time")],
  ["shutdown-asyncgens", {}, loopCall("shutdown_asyncgens")],
];

export const closing = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`close/sets-closed-${slug}`, `after close() the loop is closed ${title}`, {
      clauses: [SETS],
      fns,
      main: [...before, close(), showClosed],
      expect: trace(...shown, "closed=True"),
    }),
  ),
  ...ENDINGS.filter(({ slug, promised }) => promised && slug !== "stop").map(
    ({ slug, title, fns, run, shown }) =>
      kase(
        `close/sets-closed-ended-by-${slug}`,
        `after close() the loop is closed after a run that ${title}`,
        {
          clauses: [SETS],
          fns,
          main: [...run, close(), showClosed],
          expect: trace(...shown, "closed=True"),
        },
      ),
  ),
  ...PENDING.map(([slug, title, fns, before]) =>
    kase(`close/sets-closed-with-${slug}`, `after close() the loop is closed although ${title}`, {
      clauses: [SETS],
      fns,
      main: [...before, close(), showClosed],
      expect: trace("closed=True"),
    }),
  ),
  kase("close/hundred-loops", "each of 100 loops is closed after its close()", {
    clauses: [SETS],
    main: [
      repeat(
        100,
        assign("own", { make: "loop" }),
        close({ on: variable("own") }),
        show("closed", { m: "is_closed", on: variable("own") }),
      ),
    ],
    expect: trace(...times(100, "closed=True")),
  }),
  kase("close/leaves-other-loops-usable", "close() of one loop leaves another one usable", {
    clauses: [SETS],
    fns: { work: coroutine(showClosed) },
    main: [
      assign("other", { make: "loop" }),
      callSoon(STOP),
      runForever(),
      close(),
      runUntilComplete(call("work"), { on: variable("other") }),
      show("other", { m: "is_closed", on: variable("other") }),
    ],
    expect: trace("work", "closed=True", "other=False"),
  }),
  kase("close/returns-none", "close() returns None", {
    clauses: ["close.returns-none"],
    main: [close({ show: "first" }), close({ show: "second" })],
    expect: trace("first=None", "second=None"),
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`close/again-${slug}`, `a second and a third close() change nothing ${title}`, {
      clauses: [IDEMPOTENT],
      fns,
      main: [...before, close(), showClosed, close(), showClosed, close(), showClosed],
      expect: trace(...shown, ...times(3, "closed=True")),
    }),
  ),
  ...PENDING.map(([slug, title, fns, before]) =>
    kase(`close/again-with-${slug}`, `a second close() raises nothing although ${title}`, {
      clauses: [IDEMPOTENT],
      fns,
      main: [...before, close(), close(), showClosed],
      expect: trace("closed=True"),
    }),
  ),
  kase("close/a-thousand-times", "the thousandth close() raises nothing", {
    clauses: [IDEMPOTENT],
    main: [repeat(1000, close()), showClosed],
    expect: trace("closed=True"),
  }),
  kase(
    "close/again-while-another-loop-runs",
    "a second close() raises nothing while another loop runs",
    {
      clauses: [IDEMPOTENT],
      fns: { work: coroutine(close(), showClosed) },
      main: [
        assign("other", { make: "loop" }),
        close(),
        runUntilComplete(call("work"), { on: variable("other") }),
      ],
      expect: trace("work", "closed=True"),
    },
  ),
  ...CALLS.map(([slug, fns, op]) =>
    kase(
      `close/for-ever-despite-${slug}`,
      `a closed loop stays closed whatever is called: ${slug}`,
      {
        clauses: [IRREVERSIBLE],
        fns,
        main: [close(), { op: "try", body: [op], catch: [] }, showClosed],
        expect: trace("closed=True"),
      },
    ),
  ),
  kase(
    "close/for-ever-despite-everything",
    "a closed loop stays closed after many calls of many methods",
    {
      clauses: [IRREVERSIBLE],
      fns: { never, waits: coroutine() },
      main: [
        close(),
        repeat(20, ...CALLS.map(([, , op]): Operation => ({ op: "try", body: [op], catch: [] }))),
        showClosed,
      ],
      expect: trace("closed=True"),
    },
  ),
]);
