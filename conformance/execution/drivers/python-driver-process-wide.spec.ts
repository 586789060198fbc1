/** Programs that touch the state of the whole process, each in a process of its own. */
import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  do_,
  errorOf,
  event,
  eventSet,
  functionNamed,
  if_,
  log,
  onSignal,
  raise,
  raiseSignal,
  return_,
  same,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
  wait,
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
      do_(asyncio("set_event_loop", variable("loop"))),
      show("same", same(asyncio("get_event_loop"), variable("loop"))),
    ],
    trace: ["same=True"],
  },
  {
    title: "the loop under test is not the current one",
    isolate,
    main: [
      do_(asyncio("set_event_loop", asyncio("new_event_loop"))),
      show("same", same(asyncio("get_event_loop"), variable("loop"))),
    ],
    trace: ["same=False"],
  },
  {
    title: "nothing was touched before: the policy still makes a loop where none is set",
    isolate,
    needs: "auto-creation",
    main: [
      assign("made", asyncio("get_event_loop")),
      show("kept", same(asyncio("get_event_loop"), variable("made"))),
      show("mine", same(variable("made"), variable("loop"))),
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
      assign("made", asyncio("new_event_loop")),
      do_(asyncio("set_event_loop", variable("made"))),
      show("same", same(asyncio("get_event_loop"), variable("made"))),
      assign("policy", asyncio("get_event_loop_policy")),
      do_(asyncio("set_event_loop_policy", null)),
      assign("again", asyncio("new_event_loop")),
      do_(asyncio("set_event_loop_policy", variable("policy"))),
      assign("more", asyncio("new_event_loop")),
    ],
    trace: ["policy.new", "policy.set", "policy.get", "same=True", "policy.new"],
  },
  {
    title: "a policy raises where it is told to",
    isolate,
    needs: "policies",
    main: [
      { op: "policy", raises: ["get", "set"] },
      try_(do_(asyncio("get_event_loop"))),
      try_(do_(asyncio("set_event_loop", variable("loop")))),
      do_(asyncio("new_event_loop")),
    ],
    trace: ["policy.get", "!AppError:policy", "policy.set", "!AppError:policy", "policy.new"],
  },
];

const runs: readonly Row[] = [
  {
    title: "run makes a loop of the implementation, also twice",
    isolate,
    fns: {
      work: coroutine(
        show("same", same(asyncio("get_running_loop"), variable("loop"))),
        sleep(0),
        return_(1),
      ),
    },
    main: [show("a", { run: call("work") }), show("b", { run: call("work"), debug: true })],
    trace: ["work", "same=False", "a=1", "work", "same=False", "b=1"],
  },
  {
    title: "a runner runs coroutines on one loop of the implementation",
    isolate,
    needs: "runner",
    fns: { work: coroutine(return_(asyncio("get_running_loop"))) },
    main: [
      assign("runner", { make: "runner" }),
      assign("first", { m: "run", on: variable("runner"), args: [call("work")] }),
      assign("second", { m: "run", on: variable("runner"), args: [call("work")] }),
      show("same", same(variable("first"), variable("second"))),
      do_({ m: "close", on: variable("runner") }),
      show("closed", { m: "is_closed", on: variable("first") }),
    ],
    trace: ["work", "work", "same=True", "closed=True"],
  },
  {
    title: "a child process ends with its status",
    isolate,
    needs: "subprocesses",
    fns: { work: coroutine(await_({ subprocess_exit: 7 }, { show: "status" })) },
    main: [do_(asyncio("set_event_loop", variable("loop"))), runUntilComplete(call("work"))],
    trace: ["work", "status=7"],
  },
];

const signals: readonly Row[] = [
  {
    title: "a signal's function is called without arguments, and null restores the default",
    isolate,
    needs: "signals",
    fns: { caught: callback() },
    main: [
      show("before", { disposition: "SIGUSR1" }),
      onSignal("SIGUSR1", "caught"),
      raiseSignal("SIGUSR1"),
      show("now", { disposition: "SIGUSR1" }),
      onSignal("SIGUSR1", null),
      show("after", { disposition: "SIGUSR1" }),
      onSignal("SIGINT", null),
      show("interrupt", { disposition: "SIGINT" }),
      try_(raiseSignal("SIGINT")),
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
      caught: callback(log("stops"), do_({ m: "stop" })),
      work: threadFunction(wait("go"), raiseSignal("SIGUSR2")),
    },
    main: [
      event("go"),
      // The number, as add_signal_handler takes it: SIGUSR2 of Linux.
      do_({ m: "add_signal_handler", args: [12, functionNamed("caught")] }),
      thread("work", "t"),
      callSoon({ bound: "set", on: variable("go") }),
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
      work: coroutine(
        {
          op: "fork",
          body: [
            try_(do_(asyncio("get_running_loop"))),
            assign("x", "child"),
            raise("AppError", "end"),
          ],
        },
        log("parent", variable("x")),
      ),
    },
    main: [assign("x", "parent"), log("a"), runUntilComplete(call("work")), log("b")],
    trace: ["a", "work", "!RuntimeError", "!AppError:end", "parent=parent", "b"],
    result: { warnings: [] },
  },
];

const outcomes: readonly Row[] = [
  {
    title: "what comes back of an isolated program is what comes back of any other",
    isolate,
    fns: { h: { kind: "handler", body: [] }, oops: callbackWith(["x"], raise("AppError", "x")) },
    main: [
      { op: "metric", value: 2, as: "m" },
      do_({ m: "set_exception_handler", args: [functionNamed("h")] }),
      callSoon("oops", [1]),
      callSoon(STOP),
      runForever(),
      if_(true, [{ op: "raise", what: errorOf("AppExit", "end") }]),
    ],
    trace: ["oops(1)", "h"],
    result: { outcome: "raised AppExit:end", metrics: { m: 2 } },
  },
  {
    title: "a child's threads do not keep it",
    isolate,
    fns: { stuck: threadFunction(wait("never")) },
    main: [
      event("never"),
      thread("stuck", "t"),
      { op: "block", seconds: 0.01 },
      if_(false, [eventSet("never")]),
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
