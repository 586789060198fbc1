/** Contexts, threads, descriptors and time under the Python driver. */
import {
  attempt,
  block,
  call,
  cb,
  cbWith,
  cvSet,
  cvShow,
  difference,
  drain,
  evaluate,
  event,
  inContext,
  join,
  log,
  makeReady,
  measure,
  open,
  pair,
  quiet,
  raise,
  repeatWith,
  rescue,
  set,
  show,
  thread,
  threadFn,
  threadFnWith,
  v,
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
    fns: { look: cb(cvShow("a")) },
    main: [
      cvShow("a"),
      cvSet("a", 1),
      cvShow("a"),
      callSoon("look"),
      cvSet("a", 2),
      callSoon(STOP),
      runForever(),
    ],
    trace: ["a=unset", "a=1", "look", "a=1"],
  },
  {
    title: "in_context runs its body in a context, with the names around it",
    fns: {
      inside: cbWith(
        ["p"],
        repeatWith(
          1,
          "i",
          inContext(
            v("c"),
            cvSet("a", v("p")),
            set("seen", v("i")),
            rescue([raise("AppError")], "e", show("e", v("e"))),
          ),
        ),
      ),
    },
    main: [
      set("c", { make: "context" }),
      cvSet("a", "outer"),
      evaluate(call("inside", "inner")),
      cvShow("a"),
      show("in c", { cv: "a", in: v("c") }),
      show("b", { cv: "b", in: v("c") }),
      show("seen", v("seen")),
      set("d", { make: "copy_context" }),
      show("in d", { cv: "a", in: v("d") }),
      attempt(inContext(v("c"), inContext(v("c"), log("never")))),
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
    main: [cvShow("a")],
    trace: ["a=unset"],
  },
];

export const blocking: readonly Row[] = [
  {
    title: "threads run functions, and main joins them",
    fns: {
      work: threadFnWith(
        ["n"],
        log("same", { same: [{ host: "thread_id" }, v("main_id")] }),
        callSoonThreadsafe(STOP),
      ),
    },
    main: [
      set("main_id", { host: "thread_id" }),
      thread("work", "t", 7),
      runForever(),
      join("t"),
      show("mine", { equal: [{ host: "thread_id" }, v("main_id")] }),
    ],
    trace: ["work(7)", "same=False", "mine=True"],
  },
  {
    title: "wait and event order two threads",
    fns: { work: quiet(threadFn(wait("go"), log("after"))) },
    main: [
      event("go"),
      thread("work", "t"),
      show("set", { m: "is_set", on: v("go") }),
      log("before"),
      open("go"),
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
      show("slow", { not: { less: [{ time_plus: 0 }, { add: [v("t"), 0.0199] }] } }),
    ],
    trace: ["slow=True"],
  },
  {
    title: "make_ready makes one end readable, drain empties it",
    fns: { ready: cbWith(["x"], drain("p"), stop()) },
    main: [
      pair("p"),
      addReader("p", "ready", [1]),
      makeReady("p"),
      runForever(),
      attempt(drain("p")),
      { op: "make_ready", pair: "p", side: 1 },
      { op: "drain", pair: "p", side: 1 },
    ],
    trace: ["ready(1)", "!BlockingIOError"],
  },
  {
    title: "timers fire on the real clock",
    fns: { t: cb() },
    main: [callLater(0.01, "t"), callLater(0.02, STOP), runForever()],
    trace: ["t"],
  },
];

describeRows("python driver: contexts", contexts);
describeRows("python driver: what blocks", blocking);
