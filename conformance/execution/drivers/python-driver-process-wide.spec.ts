/** Programs that touch the state of the whole process, each in a process of its own. */
import {
  attempt,
  awaitFor,
  call,
  cb,
  cbWith,
  coro,
  errorOf,
  evaluate,
  event,
  f,
  giveBack,
  log,
  onSignal,
  open,
  raise,
  raiseSignal,
  same,
  set,
  show,
  sleep,
  thread,
  threadFn,
  v,
  wait,
  when,
} from "../../language/build.ts";
import {
  asyncio,
  callSoon,
  runForever,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { describeRows, type Row } from "./python-driver-rows.spec.ts";

const isolate = true;

const currentLoop: readonly Row[] = [
  {
    title: "the current loop is what was set, and the next program sees nothing of it",
    isolate,
    main: [
      evaluate(asyncio("set_event_loop", v("loop"))),
      show("same", same(asyncio("get_event_loop"), v("loop"))),
    ],
    trace: ["same=True"],
  },
  {
    title: "the loop under test is not the current one",
    isolate,
    main: [
      evaluate(asyncio("set_event_loop", asyncio("new_event_loop"))),
      show("same", same(asyncio("get_event_loop"), v("loop"))),
    ],
    trace: ["same=False"],
  },
  {
    title: "nothing was touched before: the policy still makes a loop where none is set",
    isolate,
    needs: "auto-creation",
    main: [
      set("made", asyncio("get_event_loop")),
      show("kept", same(asyncio("get_event_loop"), v("made"))),
      show("mine", same(v("made"), v("loop"))),
    ],
    trace: ["kept=True", "mine=False"],
  },
];

const policies: readonly Row[] = [
  {
    title: "a policy writes what it is asked, and answers as the default one",
    isolate,
    needs: "policies",
    main: [
      { op: "policy" },
      set("made", asyncio("new_event_loop")),
      evaluate(asyncio("set_event_loop", v("made"))),
      show("same", same(asyncio("get_event_loop"), v("made"))),
      set("policy", asyncio("get_event_loop_policy")),
      evaluate(asyncio("set_event_loop_policy", null)),
      set("again", asyncio("new_event_loop")),
      evaluate(asyncio("set_event_loop_policy", v("policy"))),
      set("more", asyncio("new_event_loop")),
    ],
    trace: ["policy.new", "policy.set", "policy.get", "same=True", "policy.new"],
  },
  {
    title: "a policy raises where it is told to",
    isolate,
    needs: "policies",
    main: [
      { op: "policy", raises: ["get", "set"] },
      attempt(evaluate(asyncio("get_event_loop"))),
      attempt(evaluate(asyncio("set_event_loop", v("loop")))),
      evaluate(asyncio("new_event_loop")),
    ],
    trace: ["policy.get", "!AppError:policy", "policy.set", "!AppError:policy", "policy.new"],
  },
];

const runs: readonly Row[] = [
  {
    title: "run makes a loop of the implementation, also twice",
    isolate,
    fns: {
      work: coro(show("same", same(asyncio("get_running_loop"), v("loop"))), sleep(0), giveBack(1)),
    },
    main: [show("a", { run: call("work") }), show("b", { run: call("work"), debug: true })],
    trace: ["work", "same=False", "a=1", "work", "same=False", "b=1"],
  },
  {
    title: "a runner runs coroutines on one loop of the implementation",
    isolate,
    needs: "runner",
    fns: { work: coro(giveBack(asyncio("get_running_loop"))) },
    main: [
      set("runner", { make: "runner" }),
      set("first", { m: "run", on: v("runner"), args: [call("work")] }),
      set("second", { m: "run", on: v("runner"), args: [call("work")] }),
      show("same", same(v("first"), v("second"))),
      evaluate({ m: "close", on: v("runner") }),
      show("closed", { m: "is_closed", on: v("first") }),
    ],
    trace: ["work", "work", "same=True", "closed=True"],
  },
  {
    title: "a child process ends with its status",
    isolate,
    needs: "subprocesses",
    fns: { work: coro(awaitFor({ subprocess_exit: 7 }, { show: "status" })) },
    main: [evaluate(asyncio("set_event_loop", v("loop"))), runUntilComplete(call("work"))],
    trace: ["work", "status=7"],
  },
];

const signals: readonly Row[] = [
  {
    title: "a signal's function is called without arguments, and null restores the default",
    isolate,
    needs: "signals",
    fns: { caught: cb() },
    main: [
      show("before", { disposition: "SIGUSR1" }),
      onSignal("SIGUSR1", "caught"),
      raiseSignal("SIGUSR1"),
      show("now", { disposition: "SIGUSR1" }),
      onSignal("SIGUSR1", null),
      show("after", { disposition: "SIGUSR1" }),
      onSignal("SIGINT", null),
      show("interrupt", { disposition: "SIGINT" }),
      attempt(raiseSignal("SIGINT")),
    ],
    trace: [
      "before=default",
      "caught",
      "now=handler",
      "after=default",
      "interrupt=default",
      "!KeyboardInterrupt",
    ],
  },
  {
    title: "a signal from another thread reaches a loop that waits",
    isolate,
    needs: "signals",
    fns: {
      caught: cb(log("stops"), evaluate({ m: "stop" })),
      work: threadFn(wait("go"), raiseSignal("SIGUSR2")),
    },
    main: [
      event("go"),
      // The number, as add_signal_handler takes it: SIGUSR2 of Linux.
      evaluate({ m: "add_signal_handler", args: [12, f("caught")] }),
      thread("work", "t"),
      callSoon({ bound: "set", on: v("go") }),
      runForever(),
    ],
    trace: ["work", "caught", "stops"],
  },
  {
    title: "signals of one program leave the next one alone",
    isolate,
    needs: "signals",
    main: [show("disposition", { disposition: "SIGUSR1" })],
    trace: ["disposition=default"],
  },
];

const forks: readonly Row[] = [
  {
    title: "a forked child's entries are appended, and its names are its own",
    isolate,
    needs: "fork",
    fns: {
      work: coro(
        {
          op: "fork",
          body: [
            attempt(evaluate(asyncio("get_running_loop"))),
            set("x", "child"),
            raise("AppError", "end"),
          ],
        },
        log("parent", v("x")),
      ),
    },
    main: [set("x", "parent"), log("a"), runUntilComplete(call("work")), log("b")],
    trace: ["a", "work", "!RuntimeError", "!AppError:end", "parent=parent", "b"],
    result: { warnings: [] },
  },
];

const outcomes: readonly Row[] = [
  {
    title: "what comes back of an isolated program is what comes back of any other",
    isolate,
    fns: { h: { kind: "handler", body: [] }, oops: cbWith(["x"], raise("AppError", "x")) },
    main: [
      { op: "metric", value: 2, as: "m" },
      evaluate({ m: "set_exception_handler", args: [f("h")] }),
      callSoon("oops", [1]),
      callSoon(STOP),
      runForever(),
      when(true, [{ op: "raise", what: errorOf("AppExit", "end") }]),
    ],
    trace: ["oops(1)", "h"],
    result: { outcome: "raised AppExit:end", metrics: { m: 2 } },
  },
  {
    title: "a child's threads do not keep it",
    isolate,
    fns: { stuck: threadFn(wait("never")) },
    main: [
      event("never"),
      thread("stuck", "t"),
      { op: "block", seconds: 0.01 },
      when(false, [open("never")]),
    ],
    trace: ["stuck"],
  },
];

export const processWide: readonly Row[] = [
  ...currentLoop,
  ...policies,
  ...runs,
  ...signals,
  ...forks,
  ...outcomes,
];

describeRows("python driver: programs in a process of their own", processWide);
