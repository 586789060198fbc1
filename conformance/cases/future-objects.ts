import {
  attempt,
  awaitFor,
  call,
  cbWith,
  coro,
  coroWith,
  cvSet,
  cvShow,
  errorOf,
  log,
  quiet,
  same,
  set,
  show,
  v,
} from "../program/build.ts";
import type { CaseDefinition } from "../program/case.ts";
import type { Expression } from "../program/expression.ts";
import { createFuture, createTask, methodCall, runUntilComplete } from "../program/loop-methods.ts";
import type { Operation } from "../program/operation.ts";
import { kase, table, trace } from "../program/table.ts";
import { ROUNDS, runRounds } from "./settle.ts";

const of = (m: string, ...args: Expression[]): Expression =>
  args.length === 0 ? { m, on: v("future") } : { m, on: v("future"), args };
const future = createFuture("future");
const on = (method: string, ...args: Expression[]): Operation => methodCall("future", method, args);
const ASKED: readonly Operation[] = [show("done", of("done")), show("cancelled", of("cancelled"))];

/** Ways to make a future done. */
const STATES = [
  { slug: "result", title: "with a result", make: on("set_result", 5), cancelled: "False" },
  {
    slug: "exception",
    title: "with an exception",
    make: on("set_exception", errorOf("AppError", "x")),
    cancelled: "False",
  },
  { slug: "cancelled", title: "that was cancelled", make: on("cancel"), cancelled: "True" },
] as const;

/** Asks for the exception, so that nobody needs to be told of it. */
const seen = attempt(show("exception", of("exception")));
const SEEN = {
  result: "exception=None",
  exception: "exception=AppError:x",
  cancelled: "!CancelledError",
};

const inEachState = (
  row: (state: (typeof STATES)[number]) => CaseDefinition,
): readonly CaseDefinition[] => STATES.map(row);

/** What can be asked of a future, and what it tells to whom. */
export const futureStates = table("conformance/cases/future-objects.ts", [
  ...inEachState(({ slug, title, make, cancelled }) =>
    kase(`future/done-${slug}`, `a future ${title} is done, and was not before`, {
      clauses: ["future.done"],
      main: [future, ...ASKED, make, ...ASKED, seen],
      expect: trace(
        "done=False",
        "cancelled=False",
        "done=True",
        `cancelled=${cancelled}`,
        SEEN[slug],
      ),
    }),
  ),
  ...inEachState(({ slug, title, make, cancelled }) =>
    kase(`future/cancelled-${slug}`, `cancelled() of a future ${title} is ${cancelled}`, {
      clauses: ["future.cancelled"],
      main: [future, make, show("cancelled", of("cancelled")), seen],
      expect: trace(`cancelled=${cancelled}`, SEEN[slug]),
    }),
  ),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/result-${slug}`, `what result() of a future ${title} says`, {
      clauses: [slug === "cancelled" ? "future.of-cancelled" : "future.result"],
      main: [future, make, attempt(show("result", of("result")))],
      expect: trace(
        { result: "result=5", exception: "!AppError:x", cancelled: "!CancelledError" }[slug],
      ),
    }),
  ),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/exception-${slug}`, `what exception() of a future ${title} says`, {
      clauses: [slug === "cancelled" ? "future.of-cancelled" : "future.exception"],
      main: [future, make, seen],
      expect: trace(SEEN[slug]),
    }),
  ),
  ...["result", "exception"].map((method) =>
    kase(`future/pending-${method}`, `${method}() of a pending future is refused`, {
      clauses: ["future.not-done"],
      main: [future, attempt(show("value", of(method)))],
      expect: trace("!InvalidStateError"),
    }),
  ),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/set-again-${slug}`, `a future ${title} takes neither result nor exception`, {
      clauses: ["future.set-once"],
      main: [
        future,
        make,
        attempt(on("set_result", 6)),
        attempt(on("set_exception", errorOf("AppError", "y"))),
        seen,
      ],
      expect: trace("!InvalidStateError", "!InvalidStateError", SEEN[slug]),
    }),
  ),
  ...inEachState(({ slug, title, make }) =>
    kase(
      `future/cancel-${slug}`,
      `cancel() of a future ${title} returns False and changes nothing`,
      {
        clauses: ["future.cancel"],
        main: [future, make, show("again", of("cancel")), seen],
        expect: trace("again=False", SEEN[slug]),
      },
    ),
  ),
  kase("future/cancel-pending", "cancel() of a pending future returns True", {
    clauses: ["future.cancel"],
    main: [future, show("first", of("cancel")), ...ASKED],
    expect: trace("first=True", "done=True", "cancelled=True"),
  }),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/callback-${slug}`, `the callbacks of a future ${title} are called by the loop`, {
      clauses: [slug === "cancelled" ? "future.cancel" : "future.done-callbacks"],
      fns: {
        ...ROUNDS,
        first: quiet(cbWith(["it"], show("first", same(v("it"), v("future"))))),
        second: quiet(cbWith(["it"], show("second", same(v("it"), v("future"))))),
        third: quiet(cbWith(["it"], show("third", same(v("it"), v("future"))))),
      },
      main: [
        future,
        ...["first", "second", "third"].map((fn) => on("add_done_callback", { fn })),
        make,
        log("set"),
        runRounds,
        seen,
      ],
      expect: trace("set", { any_order: ["first=True", "second=True", "third=True"] }, SEEN[slug]),
    }),
  ),
  kase("future/callbacks-once", "each callback is called once, in whatever number of runs", {
    clauses: ["future.done-callbacks"],
    fns: { ...ROUNDS, told: quiet(cbWith(["it"], show("told", same(v("it"), v("future"))))) },
    main: [
      future,
      on("add_done_callback", { fn: "told" }),
      on("set_result", 1),
      runRounds,
      log("again"),
      runRounds,
    ],
    expect: trace("told=True", "again"),
  }),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/callback-late-${slug}`, `added to a future ${title}, a callback is scheduled`, {
      clauses: ["future.done-callbacks"],
      fns: { ...ROUNDS, late: quiet(cbWith(["it"], show("late", same(v("it"), v("future"))))) },
      main: [future, make, on("add_done_callback", { fn: "late" }), log("added"), runRounds, seen],
      expect: trace("added", "late=True", SEEN[slug]),
    }),
  ),
  kase("future/callback-context", "a callback runs in the context that was given", {
    clauses: ["future.done-callback-context"],
    fns: { ...ROUNDS, told: quiet(cbWith(["it"], cvShow("x"), cvSet("x", "told"))) },
    main: [
      set("context", { make: "context" }),
      cvSet("x", "main"),
      future,
      methodCall("future", "set_result", [1]),
      {
        op: "do",
        what: {
          m: "add_done_callback",
          on: v("future"),
          args: [{ fn: "told" }],
          kwargs: { context: v("context") },
        },
      },
      runRounds,
      cvShow("x"),
      show("context", { cv: "x", in: v("context") }),
    ],
    expect: trace("x=unset", "x=main", "context=told"),
  }),
  kase("future/callback-context-default", "without one it runs in the caller's", {
    clauses: ["future.done-callback-context"],
    fns: { ...ROUNDS, told: quiet(cbWith(["it"], cvShow("x"))) },
    main: [
      future,
      cvSet("x", "added"),
      on("add_done_callback", { fn: "told" }),
      cvSet("x", "set"),
      on("set_result", 1),
      runRounds,
    ],
    expect: trace("x=added"),
  }),
  ...[0, 1, 2, 3].map((count) =>
    kase(`future/remove-callback-${count}`, `of a callback added ${count} times none is left`, {
      clauses: ["future.remove-done-callback"],
      fns: {
        ...ROUNDS,
        removed: cbWith(["it"]),
        kept: quiet(cbWith(["it"], log("kept"))),
        last: quiet(cbWith(["it"], log("last"))),
      },
      main: [
        future,
        on("add_done_callback", { fn: "kept" }),
        ...Array.from({ length: count }, () => on("add_done_callback", { fn: "removed" })),
        on("add_done_callback", { fn: "last" }),
        show("removed", of("remove_done_callback", { fn: "removed" })),
        on("set_result", 1),
        runRounds,
      ],
      expect: trace(`removed=${count}`, { any_order: ["kept", "last"] }),
    }),
  ),
  kase("future/remove-callback-alone", "a future without callbacks is told to nobody", {
    clauses: ["future.remove-done-callback"],
    fns: { ...ROUNDS, removed: cbWith(["it"]), later: quiet(cbWith(["it"], log("later"))) },
    main: [
      future,
      on("add_done_callback", { fn: "removed" }),
      show("removed", of("remove_done_callback", { fn: "removed" })),
      show("again", of("remove_done_callback", { fn: "removed" })),
      on("add_done_callback", { fn: "later" }),
      on("set_result", 1),
      runRounds,
    ],
    expect: trace("removed=1", "again=0", "later"),
  }),
  kase("future/remove-callback-beside-tasks", "tasks that wait for the future are not removed", {
    clauses: ["future.remove-done-callback"],
    fns: {
      ...ROUNDS,
      removed: cbWith(["it"]),
      waits: quiet(coroWith(["n"], awaitFor(v("future")), log("n", v("n")))),
    },
    main: [
      future,
      createTask(call("waits", 1), "a"),
      createTask(call("waits", 2), "b"),
      runRounds,
      on("add_done_callback", { fn: "removed" }),
      show("removed", of("remove_done_callback", { fn: "removed" })),
      on("set_result", 1),
      runRounds,
      show("a", { m: "done", on: v("a") }),
      show("b", { m: "done", on: v("b") }),
    ],
    expect: trace("removed=1", { any_order: ["n=1", "n=2"] }, "a=True", "b=True"),
  }),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/awaited-${slug}`, `three coroutines that await a future ${title} go on`, {
      clauses: ["future.many-await"],
      fns: {
        ...ROUNDS,
        waits: quiet(coroWith(["n"], attempt(awaitFor(v("future"), { show: "value" })))),
      },
      main: [
        future,
        createTask(call("waits", 1), "a"),
        createTask(call("waits", 2), "b"),
        createTask(call("waits", 3), "c"),
        runRounds,
        log("set"),
        make,
        runRounds,
        show("a", { m: "done", on: v("a") }),
        show("b", { m: "done", on: v("b") }),
        show("c", { m: "done", on: v("c") }),
      ],
      expect: trace(
        "set",
        ...Array<string>(3).fill(
          { result: "value=5", exception: "!AppError:x", cancelled: "!CancelledError" }[slug],
        ),
        "a=True",
        "b=True",
        "c=True",
      ),
    }),
  ),
  kase("future/awaited-done", "a coroutine that awaits a done future goes on", {
    clauses: ["future.many-await"],
    fns: { waits: quiet(coro(awaitFor(v("future"), { show: "value" }))) },
    main: [future, on("set_result", 7), runUntilComplete(call("waits"))],
    expect: trace("value=7"),
  }),
  kase("future/representation-pending", "the representation of a pending future says so", {
    clauses: ["future.representation"],
    main: [
      future,
      show("pending", { contains: { repr: v("future") }, text: " pending" }),
      show("finished", { contains: { repr: v("future") }, text: "finished" }),
    ],
    expect: trace("pending=True", "finished=False"),
  }),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/representation-${slug}`, `so does that of a future ${title}`, {
      clauses: ["future.representation"],
      main: [
        future,
        make,
        seen,
        ...["finished", "cancelled", " result=5", " exception=", "pending"].map((text) =>
          show(text.trim().replace(/\W/g, ""), { contains: { repr: v("future") }, text }),
        ),
      ],
      expect: trace(
        SEEN[slug],
        `finished=${slug === "cancelled" ? "False" : "True"}`,
        `cancelled=${slug === "cancelled" ? "True" : "False"}`,
        `result5=${slug === "result" ? "True" : "False"}`,
        `exception=${slug === "exception" ? "True" : "False"}`,
        "pending=False",
      ),
    }),
  ),
]);
