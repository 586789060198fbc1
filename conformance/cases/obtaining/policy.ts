import { attempt, call, coro, evaluate, quiet, same, set, show, v } from "../../language/build.ts";
import { asyncio, methodCall, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { PLACES } from "../kit/dimensions.ts";
import { ANOTHER_LOOP, CURRENT, setCurrent, showCurrent } from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";

const NEW = asyncio("new_event_loop");
const IN_FORCE = asyncio("get_event_loop_policy");
const policy = (...raises: ("get" | "set" | "new")[]): Operation =>
  raises.length === 0 ? { op: "policy" } : { op: "policy", raises };
const defaultPolicy = evaluate(asyncio("set_event_loop_policy", null));
const RAISED = "!AppError:policy";
const DURING = ["callback", "threadsafe-callback", "timer", "reader", "coroutine"];

/** What a custom policy changes. */
export const policies = table("conformance/cases/obtaining/policy.ts", [
  kase("policy/new", "new_event_loop() asks the policy", {
    clauses: ["policy.overrides-new"],
    main: [policy(), set("made", NEW), methodCall("made", "close")],
    expect: trace("policy.new"),
  }),
  kase("policy/new-result", "new_event_loop() returns the loop that the policy makes", {
    clauses: ["policy.overrides-new"],
    fns: { main: coro() },
    main: [
      policy(),
      set("made", NEW),
      runUntilComplete(call("main"), { on: v("made") }),
      methodCall("made", "close"),
    ],
    expect: trace("policy.new", "main"),
  }),
  kase("policy/new-each-time", "new_event_loop() asks the policy at each call", {
    clauses: ["policy.overrides-new"],
    main: [
      policy(),
      set("made", NEW),
      set("second", NEW),
      show("same", same(v("made"), v("second"))),
      methodCall("made", "close"),
      methodCall("second", "close"),
    ],
    expect: trace("policy.new", "policy.new", "same=False"),
  }),
  kase("policy/new-raises", "what the policy raises instead of making a loop reaches the caller", {
    clauses: ["policy.overrides-new"],
    main: [policy("new"), attempt(evaluate(NEW))],
    expect: trace("policy.new", RAISED),
  }),
  kase("policy/new-inside-run", "new_event_loop() asks the policy during a run too", {
    clauses: ["policy.overrides-new"],
    fns: { main: coro(set("made", NEW), methodCall("made", "close")) },
    main: [policy(), runUntilComplete(call("main"))],
    expect: trace("main", "policy.new"),
  }),
  kase("policy/set", "set_event_loop() tells the policy", {
    clauses: ["policy.overrides-set"],
    main: [policy(), setCurrent(v("loop"))],
    expect: trace("policy.set"),
  }),
  kase("policy/set-none", "set_event_loop(None) tells the policy", {
    clauses: ["policy.overrides-set"],
    main: [policy(), setCurrent(null)],
    expect: trace("policy.set"),
  }),
  kase("policy/set-each-time", "set_event_loop() tells the policy at each call", {
    clauses: ["policy.overrides-set"],
    main: [policy(), setCurrent(v("loop")), setCurrent(v("loop"))],
    expect: trace("policy.set", "policy.set"),
  }),
  kase("policy/set-raises", "what the policy raises instead reaches the caller", {
    clauses: ["policy.overrides-set"],
    main: [policy("set"), attempt(setCurrent(v("loop")))],
    expect: trace("policy.set", RAISED),
  }),
  kase("policy/set-inside-run", "set_event_loop() tells the policy during a run too", {
    clauses: ["policy.overrides-set"],
    fns: { main: coro(setCurrent(v("loop"))) },
    main: [policy(), runUntilComplete(call("main"))],
    expect: trace("main", "policy.set"),
  }),
  kase("policy/get", "outside a run get_event_loop() asks the policy", {
    clauses: ["policy.overrides-get-when-not-running"],
    main: [policy(), setCurrent(v("loop")), showCurrent("current")],
    expect: trace("policy.set", "policy.get", "current=True"),
  }),
  kase("policy/get-raises", "what the policy raises instead of answering reaches the caller", {
    clauses: ["policy.overrides-get-when-not-running"],
    main: [policy("get"), attempt(evaluate(CURRENT))],
    expect: trace("policy.get", RAISED),
  }),
  kase("policy/get-raises-when-set", "it does also when a loop was installed", {
    clauses: ["policy.overrides-get-when-not-running"],
    main: [setCurrent(v("loop")), policy("get"), attempt(evaluate(CURRENT))],
    expect: trace("policy.get", RAISED),
  }),
  kase("policy/get-raises-after-run", "it does also after a run", {
    clauses: ["policy.overrides-get-when-not-running"],
    main: [policy("get"), runFor(0), attempt(evaluate(CURRENT))],
    expect: trace("policy.get", RAISED),
  }),
  ...PLACES.filter(({ slug }) => DURING.includes(slug)).map(({ slug, title, put }) => {
    const placement = put([END, showCurrent("current")]);
    return kase(`policy/get-from-${slug}`, `the running loop is the answer ${title}`, {
      clauses: ["policy.not-consulted-while-running"],
      fns: placement.fns,
      main: [policy("get"), ...untilEnd(...placement.before)],
      expect: trace("current=True"),
    });
  }),
  kase("policy/get-running-not-current", "so it is when the policy has another loop", {
    clauses: ["policy.not-consulted-while-running"],
    fns: { main: quiet(coro(showCurrent("current"))) },
    main: [
      set("other", ANOTHER_LOOP),
      policy(),
      setCurrent(v("other")),
      runUntilComplete(call("main")),
    ],
    expect: trace("policy.set", "current=True"),
  }),
  kase("policy/none-restores-new", "without the policy new_event_loop() no longer asks it", {
    clauses: ["policy.none-restores-default"],
    main: [
      policy("new"),
      defaultPolicy,
      set("made", NEW),
      show("usable", { has_method: "run_forever", of: v("made") }),
      methodCall("made", "close"),
    ],
    expect: trace("usable=True"),
  }),
  kase("policy/none-restores-get-and-set", "nor do the other two", {
    clauses: ["policy.none-restores-default"],
    main: [policy("get", "set"), defaultPolicy, setCurrent(v("loop")), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("policy/get-policy", "get_event_loop_policy() gives what was set", {
    clauses: ["policy.api"],
    main: [
      set("first", IN_FORCE),
      show("again", same(v("first"), IN_FORCE)),
      policy(),
      set("second", IN_FORCE),
      show("other", same(v("first"), v("second"))),
      evaluate(asyncio("set_event_loop_policy", v("first"))),
      show("back", same(v("first"), IN_FORCE)),
      evaluate(asyncio("set_event_loop_policy", v("second"))),
      set("made", NEW),
      methodCall("made", "close"),
    ],
    expect: trace("again=True", "other=False", "back=True", "policy.new"),
  }),
  ...(["type-error", "type-checked"] as const).flatMap((clause) =>
    [1, "policy", false].map((value) =>
      kase(`policy/${clause}-${value}`, `${value} is no policy, and the old one stays`, {
        clauses: [`policy.${clause}`],
        main: [
          set("before", IN_FORCE),
          attempt(evaluate(asyncio("set_event_loop_policy", value))),
          show("kept", same(v("before"), IN_FORCE)),
        ],
        expect: trace(clause === "type-error" ? "!TypeError" : "!AssertionError", "kept=True"),
      }),
    ),
  ),
]);
