import {
  assign,
  block,
  call,
  callback,
  coroutine,
  quiet,
  repeat,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const NOW: Expression = { m: "time" };
const showLess = (label: string, a: Expression, b: Expression): Operation =>
  show(label, { less: [a, b] });

/** Seconds by which two readings of one clock may lie apart: a loop may keep the time of its iteration. */
const CLOSE = 0.05;

/** The loop's clock. */
export const times = table([
  kase("time/number", "time() is a number of seconds", {
    clauses: ["time.float-seconds"],
    main: [show("number", { is: NOW, type: "number" })],
    expect: trace("number=True"),
  }),
  kase("time/never-decreases", "of two readings of time() the later one is not less", {
    clauses: ["time.monotonic"],
    fns: { ...ROUNDS, reads: quiet(callback(assign("second", NOW))) },
    main: [
      assign("first", NOW),
      callSoon("reads"),
      runRounds,
      assign("third", NOW),
      showLess("second", variable("second"), variable("first")),
      showLess("third", variable("third"), variable("second")),
    ],
    expect: trace("second=False", "third=False"),
  }),
  kase("time/grows-while-waiting", "time() grows by what the loop has waited for", {
    clauses: ["time.monotonic"],
    main: [
      assign("before", { time_plus: 0.04 }),
      runFor(0.05),
      showLess("grown", variable("before"), NOW),
    ],
    expect: trace("grown=True"),
  }),
  kase("time/grows-with-each-wait", "time() grows by many waits one after the other", {
    clauses: ["time.monotonic"],
    fns: { waits: quiet(coroutine(repeat(5, sleep(0.01)))) },
    main: [
      assign("before", { time_plus: 0.04 }),
      runUntilComplete(call("waits")),
      showLess("grown", variable("before"), NOW),
    ],
    expect: trace("grown=True"),
  }),
  kase("time/bounded", "time() grows by no more than time has passed", {
    clauses: ["time.monotonic"],
    main: [
      { op: "measure", what: "loop_time", as: "before" },
      runFor(0.04),
      runFor(0.02),
      { op: "difference", what: "loop_time", from: "before", as: "grown" },
    ],
    expect: { trace: [], bounds: { grown: [0.06, 10] } },
  }),
  kase("time/live", "time() grows while one callback runs", {
    clauses: ["time.live-within-callback"],
    fns: {
      ...ROUNDS,
      slow: quiet(
        callback(
          assign("before", { time_plus: 0.01 }),
          block(0.05),
          showLess("grown", variable("before"), NOW),
        ),
      ),
    },
    main: [callSoon("slow"), runRounds],
    expect: trace("grown=True"),
  }),
  ...(
    [
      ["on-a-new-loop", "on a new loop", []],
      ["after-a-run", "after a run", [runFor(0.01)]],
    ] as const
  ).map(([slug, title, before]) =>
    kase(`time/is-the-hosts-clock-${slug}`, `time() is the host's monotonic clock ${title}`, {
      clauses: ["time.equals-monotonic-clock"],
      main: [
        ...before,
        { op: "measure", what: "time", as: "host_before" },
        assign("now", NOW),
        { op: "measure", what: "time", as: "host_after" },
        showLess("early", { add: [variable("now"), CLOSE] }, variable("host_before")),
        showLess("late", { add: [variable("host_after"), CLOSE] }, variable("now")),
      ],
      expect: trace("early=False", "late=False"),
    }),
  ),
]);
