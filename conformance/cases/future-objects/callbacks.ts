import {
  assign,
  await_,
  call,
  callbackWith,
  contextVarSet,
  contextVarShow,
  coroutine,
  coroutineWith,
  log,
  quiet,
  same,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import { createTask, methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { future, inEachState, of, on, SEEN, seen } from "../kit/future-terms.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

/** Whom a future tells that it is done, and when. */
export const futureCallbacks = table([
  ...inEachState(({ slug, title, make }) =>
    kase(`future/callback-${slug}`, `the callbacks of a future ${title} are called by the loop`, {
      clauses: [slug === "cancelled" ? "future.cancel" : "future.done-callbacks"],
      fns: {
        ...ROUNDS,
        first: quiet(callbackWith(["it"], show("first", same(variable("it"), variable("future"))))),
        second: quiet(
          callbackWith(["it"], show("second", same(variable("it"), variable("future")))),
        ),
        third: quiet(callbackWith(["it"], show("third", same(variable("it"), variable("future"))))),
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
    fns: {
      ...ROUNDS,
      told: quiet(callbackWith(["it"], show("told", same(variable("it"), variable("future"))))),
    },
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
      fns: {
        ...ROUNDS,
        late: quiet(callbackWith(["it"], show("late", same(variable("it"), variable("future"))))),
      },
      main: [future, make, on("add_done_callback", { fn: "late" }), log("added"), runRounds, seen],
      expect: trace("added", "late=True", SEEN[slug]),
    }),
  ),
  kase("future/callback-context", "a callback runs in the context that was given", {
    clauses: ["future.done-callback-context"],
    fns: {
      ...ROUNDS,
      told: quiet(callbackWith(["it"], contextVarShow("x"), contextVarSet("x", "told"))),
    },
    main: [
      assign("context", { make: "context" }),
      contextVarSet("x", "main"),
      future,
      methodCall("future", "set_result", [1]),
      {
        op: "do",
        what: {
          m: "add_done_callback",
          on: variable("future"),
          args: [{ fn: "told" }],
          kwargs: { context: variable("context") },
        },
      },
      runRounds,
      contextVarShow("x"),
      show("context", { cv: "x", in: variable("context") }),
    ],
    expect: trace("x=unset", "x=main", "context=told"),
  }),
  kase("future/callback-context-default", "without one it runs in the caller's", {
    clauses: ["future.done-callback-context"],
    fns: { ...ROUNDS, told: quiet(callbackWith(["it"], contextVarShow("x"))) },
    main: [
      future,
      contextVarSet("x", "added"),
      on("add_done_callback", { fn: "told" }),
      contextVarSet("x", "set"),
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
        removed: callbackWith(["it"]),
        kept: quiet(callbackWith(["it"], log("kept"))),
        last: quiet(callbackWith(["it"], log("last"))),
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
  kase("future/remove-callback-alone", "a future without callbacks calls nothing", {
    clauses: ["future.remove-done-callback"],
    fns: {
      ...ROUNDS,
      removed: callbackWith(["it"]),
      later: quiet(callbackWith(["it"], log("later"))),
    },
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
      removed: callbackWith(["it"]),
      waits: quiet(coroutineWith(["n"], await_(variable("future")), log("n", variable("n")))),
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
      show("a", { m: "done", on: variable("a") }),
      show("b", { m: "done", on: variable("b") }),
    ],
    expect: trace("removed=1", { any_order: ["n=1", "n=2"] }, "a=True", "b=True"),
  }),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/awaited-${slug}`, `three coroutines that await a future ${title} go on`, {
      clauses: ["future.many-await"],
      fns: {
        ...ROUNDS,
        waits: quiet(coroutineWith(["n"], try_(await_(variable("future"), { show: "value" })))),
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
        show("a", { m: "done", on: variable("a") }),
        show("b", { m: "done", on: variable("b") }),
        show("c", { m: "done", on: variable("c") }),
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
    fns: { waits: quiet(coroutine(await_(variable("future"), { show: "value" }))) },
    main: [future, on("set_result", 7), runUntilComplete(call("waits"))],
    expect: trace("value=7"),
  }),
]);
