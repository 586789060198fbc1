import {
  callback,
  callbackWith,
  difference,
  handler,
  log,
  measure,
  quiet,
  raise,
  show,
  try_,
} from "../../build.ts";
import { callSoon, runFor, setExceptionHandler } from "../../loop-methods.ts";
import { trace } from "../../table.ts";

import { type Draft, type Fixtures, once } from "./draft.ts";

export const EXPECTATION_FIXTURES = {
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
} as const satisfies Fixtures;

function measured(
  what: "time" | "loop_time" | "cpu",
  range: readonly [number | null, number | null],
): Draft {
  return {
    main: [measure(what, "t"), difference(what, "t", "dt")],
    expect: { trace: [], bounds: { dt: range } },
  };
}
