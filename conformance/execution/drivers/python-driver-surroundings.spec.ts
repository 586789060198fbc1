/** Contexts, threads, descriptors and time under the Python driver. */
import {
  assign,
  block,
  call,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  difference,
  do_,
  drain,
  event,
  eventSet,
  inContext,
  join,
  log,
  makeReady,
  measure,
  pair,
  quiet,
  raise,
  repeatWith,
  show,
  thread,
  threadFunction,
  threadFunctionWith,
  try_,
  tryExcept,
  variable,
  wait,
} from "../../language/build.ts";
import {
  addReader,
  callLater,
  callSoon,
  callSoonThreadsafe,
  runForever,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import { describeRows, type Row } from "./python-driver-rows.spec.ts";

export const contexts: readonly Row[] = [
  {
    title: "context variables are unset at first, and set in the current context",
    fns: { look: callback(contextVarShow("a")) },
    main: [
      contextVarShow("a"),
      contextVarSet("a", 1),
      contextVarShow("a"),
      callSoon("look"),
      contextVarSet("a", 2),
      callSoon(STOP),
      runForever(),
    ],
    trace: ["a=unset", "a=1", "look", "a=1"],
  },
  {
    title: "in_context runs its body in a context, with the names around it",
    fns: {
      inside: callbackWith(
        ["p"],
        repeatWith(
          1,
          "i",
          inContext(
            variable("c"),
            contextVarSet("a", variable("p")),
            assign("seen", variable("i")),
            tryExcept([raise("AppError")], "e", show("e", variable("e"))),
          ),
        ),
      ),
    },
    main: [
      assign("c", { make: "context" }),
      contextVarSet("a", "outer"),
      do_(call("inside", "inner")),
      contextVarShow("a"),
      show("in c", { cv: "a", in: variable("c") }),
      show("b", { cv: "b", in: variable("c") }),
      show("seen", variable("seen")),
      assign("d", { make: "copy_context" }),
      show("in d", { cv: "a", in: variable("d") }),
      try_(inContext(variable("c"), inContext(variable("c"), log("never")))),
    ],
    trace: [
      "inside(inner)",
      "e=AppError",
      "a=outer",
      "in c=inner",
      "b=unset",
      "seen=0",
      "in d=outer",
      "!RuntimeError",
    ],
  },
  {
    title: "no program sees the variables of the one before",
    main: [contextVarShow("a")],
    trace: ["a=unset"],
  },
];

export const blocking: readonly Row[] = [
  {
    title: "threads run functions, and main joins them",
    fns: {
      work: threadFunctionWith(
        ["n"],
        log("same", { same: [{ host: "thread_id" }, variable("main_id")] }),
        callSoonThreadsafe(STOP),
      ),
    },
    main: [
      assign("main_id", { host: "thread_id" }),
      thread("work", "t", 7),
      runForever(),
      join("t"),
      show("mine", { equal: [{ host: "thread_id" }, variable("main_id")] }),
    ],
    trace: ["work(7)", "same=False", "mine=True"],
  },
  {
    title: "wait and event order two threads",
    fns: { work: quiet(threadFunction(wait("go"), log("after"))) },
    main: [
      event("go"),
      thread("work", "t"),
      show("set", { m: "is_set", on: variable("go") }),
      log("before"),
      eventSet("go"),
      join("t"),
    ],
    trace: ["set=False", "before", "after"],
  },
  {
    title: "block takes its time",
    main: [
      measure("loop_time", "t"),
      block(0.02),
      difference("loop_time", "t", "dt"),
      show("slow", { not: { less: [{ time_plus: 0 }, { add: [variable("t"), 0.0199] }] } }),
    ],
    trace: ["slow=True"],
  },
  {
    title: "make_ready makes one end readable, drain empties it",
    fns: { ready: callbackWith(["x"], drain("p"), stop()) },
    main: [
      pair("p"),
      addReader("p", "ready", [1]),
      makeReady("p"),
      runForever(),
      try_(drain("p")),
      { op: "make_ready", pair: "p", side: 1 },
      { op: "drain", pair: "p", side: 1 },
    ],
    trace: ["ready(1)", "!BlockingIOError"],
  },
  {
    title: "timers fire on the real clock",
    fns: { t: callback() },
    main: [callLater(0.01, "t"), callLater(0.02, STOP), runForever()],
    trace: ["t"],
  },
];

describeRows("python driver: contexts", contexts);
describeRows("python driver: what blocks", blocking);
