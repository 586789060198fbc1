import {
  assign,
  block,
  call,
  callback,
  coroutine,
  quiet,
  show,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callSoon,
  callSoonThreadsafe,
  createTask,
  loopCall,
  runFor,
  setDebug,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const GET: Expression = { m: "get_debug" };
const WARNED = { level: "WARNING" };
/** Longer than the limit that is set by default. */
const slow = quiet(callback(block(0.12)));
const LIMIT = 0.02;
/** Longer than `LIMIT`, by more than a step of a coarse clock. */
const BRIEF = 0.04;
const limit = (seconds: number) =>
  ({ op: "set_attr", attr: "slow_callback_duration", value: seconds }) as const;

/** What debug mode tells of itself, and of slow callbacks. */
export const debugModes = table([
  kase("debug/toggles", "get_debug() gives what was set", {
    clauses: ["set-debug.toggles"],
    main: [setDebug(true), show("on", GET), setDebug(false), show("off", GET)],
    expect: trace("on=True", "off=False"),
  }),
  kase("debug/toggles-in-a-run", "get_debug() gives what was set while the loop runs", {
    clauses: ["set-debug.toggles"],
    fns: {
      ...ROUNDS,
      on: quiet(callback(setDebug(true), show("on", GET))),
      off: quiet(callback(setDebug(false), show("off", GET))),
    },
    main: [setDebug(false), callSoon("on"), callSoon("off"), runRounds],
    expect: trace("on=True", "off=False"),
  }),
  kase("debug/of-one-loop", "each loop has its own debug mode", {
    clauses: ["set-debug.toggles"],
    main: [
      assign("other", { make: "loop" }),
      setDebug(true),
      loopCall("set_debug", [false], { on: variable("other") }),
      show("loop", GET),
      show("other", { m: "get_debug", on: variable("other") }),
    ],
    expect: trace("loop=True", "other=False"),
  }),
  kase("debug/slow-callback-duration", "slow_callback_duration is 0.1, and can be set", {
    clauses: ["slow-callback-duration.default"],
    main: [
      show("new", { attr: "slow_callback_duration" }),
      limit(0.25),
      show("set", { attr: "slow_callback_duration" }),
    ],
    expect: trace("new=0.1", "set=0.25"),
  }),
  kase("debug/slow-callback", "a callback that takes longer is logged as a warning", {
    clauses: ["slow-callback.logged"],
    fns: { ...ROUNDS, slow },
    main: [setDebug(true), callSoon("slow"), runRounds],
    expect: { trace: [], logs: { includes: [WARNED] } },
  }),
  kase(
    "debug/slow-callback-threadsafe",
    "a callback of call_soon_threadsafe that takes longer is logged as a warning",
    {
      clauses: ["slow-callback.logged"],
      fns: { ...ROUNDS, slow: quiet(callback(block(BRIEF))) },
      main: [setDebug(true), limit(LIMIT), callSoonThreadsafe("slow"), runRounds],
      expect: { trace: [], logs: { includes: [WARNED] } },
    },
  ),
  kase("debug/slow-step", "a step of a task that takes longer is logged as a warning", {
    clauses: ["slow-callback.logged"],
    fns: { ...ROUNDS, slow: quiet(coroutine(block(BRIEF))) },
    main: [
      setDebug(true),
      limit(LIMIT),
      createTask(call("slow"), "task"),
      runRounds,
      show("done", { m: "done", on: variable("task") }),
    ],
    expect: { ...trace("done=True"), logs: { includes: [WARNED] } },
  }),
  kase("debug/slow-callback-longer-limit", "nothing is logged where the limit is longer", {
    clauses: ["slow-callback.logged"],
    fns: { ...ROUNDS, slow },
    main: [setDebug(true), limit(3600), callSoon("slow"), runRounds],
    expect: { trace: [], logs: { excludes: [WARNED] } },
  }),
  kase("debug/slow-callback-shorter-limit", "a shorter limit is kept to", {
    clauses: ["slow-callback.logged"],
    fns: { ...ROUNDS, slow: quiet(callback(block(0.05))) },
    main: [setDebug(true), limit(0.01), callSoon("slow"), runRounds],
    expect: { trace: [], logs: { includes: [WARNED] } },
  }),
  kase("debug/quick-callback", "a callback that takes no time is not logged, however late it is", {
    clauses: ["slow-callback.logged"],
    fns: { ...ROUNDS, quick: quiet(callback()) },
    main: [setDebug(true), limit(0.1), runFor(0.12), callSoon("quick"), runRounds],
    expect: { trace: [], logs: { excludes: [WARNED] } },
  }),
  kase("debug/slow-callback-no-debug", "outside debug mode nothing is logged", {
    clauses: ["slow-callback.logged"],
    fns: { ...ROUNDS, slow: quiet(callback(block(BRIEF))) },
    main: [setDebug(false), limit(LIMIT), callSoon("slow"), runRounds],
    expect: { trace: [], logs: { excludes: [WARNED] } },
  }),
]);
