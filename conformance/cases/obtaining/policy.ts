import {
  assign,
  call,
  coroutine,
  do_,
  quiet,
  same,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import { asyncio, methodCall, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { PLACES } from "../kit/dimensions.ts";
import {
  ANOTHER_LOOP,
  CURRENT,
  makesAnother,
  setCurrent,
  showCurrent,
  withMade,
} from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";

const NEW = asyncio("new_event_loop");
const IN_FORCE = asyncio("get_event_loop_policy");
const policy = (...raises: ("get" | "set" | "new")[]): Operation =>
  raises.length === 0 ? { op: "policy" } : { op: "policy", raises };
const defaultPolicy = do_(asyncio("set_event_loop_policy", null));
const RAISED = "!AppError:policy";
const DURING = ["callback", "threadsafe-callback", "timer", "reader", "coroutine"];

/** What a custom policy changes. */
export const policies = table([
  kase("policy/new", "new_event_loop() asks the policy", {
    clauses: ["policy.overrides-new"],
    main: [policy(), assign("made", NEW), methodCall("made", "close")],
    expect: trace("policy.new"),
  }),
  kase("policy/new-result", "new_event_loop() returns the loop that the policy makes", {
    clauses: ["policy.overrides-new"],
    fns: { main: coroutine() },
    main: [
      policy(),
      assign("made", NEW),
      runUntilComplete(call("main"), { on: variable("made") }),
      methodCall("made", "close"),
    ],
    expect: trace("policy.new", "main"),
  }),
  kase("policy/new-each-time", "new_event_loop() asks the policy at each call", {
    clauses: ["policy.overrides-new"],
    main: [
      policy(),
      assign("made", NEW),
      assign("second", NEW),
      show("same", same(variable("made"), variable("second"))),
      methodCall("made", "close"),
      methodCall("second", "close"),
    ],
    expect: trace("policy.new", "policy.new", "same=False"),
  }),
  kase("policy/new-raises", "what the policy raises instead of making a loop reaches the caller", {
    clauses: ["policy.overrides-new"],
    main: [policy("new"), try_(do_(NEW))],
    expect: trace("policy.new", RAISED),
  }),
  kase("policy/new-inside-run", "new_event_loop() asks the policy during a run too", {
    clauses: ["policy.overrides-new"],
    fns: { main: coroutine(...makesAnother(NEW), withMade(methodCall("made", "close"))) },
    main: [policy(), runUntilComplete(call("main"))],
    expect: trace("main", "policy.new"),
  }),
  kase("policy/set", "set_event_loop() tells the policy", {
    clauses: ["policy.overrides-set"],
    main: [policy(), setCurrent(variable("loop"))],
    expect: trace("policy.set"),
  }),
  kase("policy/set-none", "set_event_loop(None) tells the policy", {
    clauses: ["policy.overrides-set"],
    main: [policy(), setCurrent(null)],
    expect: trace("policy.set"),
  }),
  kase("policy/set-each-time", "set_event_loop() tells the policy at each call", {
    clauses: ["policy.overrides-set"],
    main: [policy(), setCurrent(variable("loop")), setCurrent(variable("loop"))],
    expect: trace("policy.set", "policy.set"),
  }),
  kase("policy/set-raises", "what the policy raises instead reaches the caller", {
    clauses: ["policy.overrides-set"],
    main: [policy("set"), try_(setCurrent(variable("loop")))],
    expect: trace("policy.set", RAISED),
  }),
  kase("policy/set-inside-run", "set_event_loop() tells the policy during a run too", {
    clauses: ["policy.overrides-set"],
    fns: { main: coroutine(setCurrent(variable("loop"))) },
    main: [policy(), runUntilComplete(call("main"))],
    expect: trace("main", "policy.set"),
  }),
  kase("policy/get", "outside a run get_event_loop() asks the policy", {
    clauses: ["policy.overrides-get-when-not-running"],
    main: [policy(), setCurrent(variable("loop")), showCurrent("current")],
    expect: trace("policy.set", "policy.get", "current=True"),
  }),
  kase("policy/get-raises", "what the policy raises instead of answering reaches the caller", {
    clauses: ["policy.overrides-get-when-not-running"],
    main: [policy("get"), try_(do_(CURRENT))],
    expect: trace("policy.get", RAISED),
  }),
  kase(
    "policy/get-raises-when-set",
    "what the policy raises reaches the caller when a loop was installed",
    {
      clauses: ["policy.overrides-get-when-not-running"],
      main: [setCurrent(variable("loop")), policy("get"), try_(do_(CURRENT))],
      expect: trace("policy.get", RAISED),
    },
  ),
  kase("policy/get-raises-after-run", "what the policy raises reaches the caller after a run", {
    clauses: ["policy.overrides-get-when-not-running"],
    main: [policy("get"), runFor(0), try_(do_(CURRENT))],
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
  kase(
    "policy/get-running-not-current",
    "the running loop is the answer when the policy has another one",
    {
      clauses: ["policy.not-consulted-while-running"],
      fns: { main: quiet(coroutine(showCurrent("current"))) },
      main: [
        assign("other", ANOTHER_LOOP),
        policy(),
        setCurrent(variable("other")),
        runUntilComplete(call("main")),
      ],
      expect: trace("policy.set", "current=True"),
    },
  ),
  kase("policy/none-restores-new", "without the policy new_event_loop() no longer asks it", {
    clauses: ["policy.none-restores-default"],
    main: [
      policy("new"),
      defaultPolicy,
      assign("made", NEW),
      show("usable", { has_method: "run_forever", of: variable("made") }),
      methodCall("made", "close"),
    ],
    expect: trace("usable=True"),
  }),
  kase(
    "policy/none-restores-get-and-set",
    "without the policy get_event_loop() and set_event_loop() no longer ask it",
    {
      clauses: ["policy.none-restores-default"],
      main: [
        policy("get", "set"),
        defaultPolicy,
        setCurrent(variable("loop")),
        showCurrent("current"),
      ],
      expect: trace("current=True"),
    },
  ),
  kase("policy/get-policy", "get_event_loop_policy() gives what was set", {
    clauses: ["policy.api"],
    main: [
      assign("first", IN_FORCE),
      show("again", same(variable("first"), IN_FORCE)),
      policy(),
      assign("second", IN_FORCE),
      show("other", same(variable("first"), variable("second"))),
      do_(asyncio("set_event_loop_policy", variable("first"))),
      show("back", same(variable("first"), IN_FORCE)),
      do_(asyncio("set_event_loop_policy", variable("second"))),
      assign("made", NEW),
      methodCall("made", "close"),
    ],
    expect: trace("again=True", "other=False", "back=True", "policy.new"),
  }),
  ...(["type-error", "type-checked"] as const).flatMap((clause) =>
    [1, "policy", false].map((value) =>
      kase(`policy/${clause}-${value}`, `${value} is not a policy, and the old one stays`, {
        clauses: [`policy.${clause}`],
        main: [
          assign("before", IN_FORCE),
          try_(do_(asyncio("set_event_loop_policy", value))),
          show("kept", same(variable("before"), IN_FORCE)),
        ],
        expect: trace(clause === "type-error" ? "!TypeError" : "!AssertionError", "kept=True"),
      }),
    ),
  ),
]);
