/** Control flow of programs under the Python driver. */
import {
  assign,
  call,
  callback,
  difference,
  do_,
  drop,
  gc,
  if_,
  log,
  measure,
  raise,
  repeat,
  repeatWith,
  return_,
  show,
  try_,
  tryExcept,
  tryFinally,
  variable,
  weak,
} from "../../language/build.ts";
import { describeRows, type Row } from "./python-driver-rows.spec.ts";

export const flow: readonly Row[] = [
  {
    title: "log writes its text, or text=value",
    main: [log("a"), log("b", 1), log("c", { list: [] })],
    trace: ["a", "b=1", "c=()"],
  },
  {
    title: "do binds, shows, does both or neither",
    main: [
      assign("x", 5),
      show("y", variable("x")),
      do_(7, { as: "z", show: "z" }),
      do_(8),
      log("z", variable("z")),
    ],
    trace: ["y=5", "z=7", "z=7"],
  },
  {
    title: "raise that reaches the end of main is the outcome",
    main: [log("a"), raise("AppError", "boom"), log("never")],
    trace: ["a"],
    result: { outcome: "raised AppError:boom" },
  },
  {
    title: "an error that is no Exception is an outcome like any other",
    main: [raise("KeyboardInterrupt")],
    trace: [],
    result: { outcome: "raised KeyboardInterrupt" },
  },
  {
    title: "try writes the kind of an error that it catches",
    main: [
      try_(raise("ValueError", "x")),
      try_(raise("AppExit", "y")),
      try_(raise("AppError")),
      try_(log("fine")),
    ],
    trace: ["!ValueError", "!AppExit:y", "!AppError", "fine"],
  },
  {
    title: "try with catch binds the error and writes nothing itself",
    main: [tryExcept([raise("AppError", "a")], "e", log("caught", variable("e"))), log("on")],
    trace: ["caught=AppError:a", "on"],
  },
  {
    title: "try reraises after its handler and runs what is final",
    main: [
      try_({
        op: "try",
        body: [raise("OSError")],
        catch: [log("h")],
        reraise: true,
        final: [log("f")],
      }),
      { op: "try", body: [log("b")], final: [log("f2")] },
    ],
    trace: ["h", "f", "!OSError", "b", "f2"],
  },
  {
    title: "finally catches nothing",
    main: [try_(tryFinally([raise("TypeError")], log("f")))],
    trace: ["f", "!TypeError"],
  },
  {
    title: "repeat counts from 0, and break leaves it",
    main: [
      repeat(2, log("r")),
      repeatWith(
        9,
        "i",
        log("i", variable("i")),
        if_({ equal: [variable("i"), 1] }, [{ op: "break" }]),
      ),
      repeat(0, log("never")),
    ],
    trace: ["r", "r", "i=0", "i=1"],
  },
  {
    title: "if takes one branch",
    main: [
      if_(true, [log("then")]),
      if_(0, [log("no")], [log("else")]),
      if_({ not: true }, [log("no")]),
    ],
    trace: ["then", "else"],
  },
  {
    title: "return gives a value back, or None",
    fns: {
      one: callback(return_(1), log("never")),
      none: callback(return_()),
      early: callback(repeat(3, return_("in a loop"))),
    },
    main: [show("a", call("one")), show("b", call("none")), show("c", call("early"))],
    trace: ["one", "a=1", "none", "b=None", "early", "c=in a loop"],
  },
  {
    title: "drop unbinds, and what a program drops is gone",
    needs: "gc",
    main: [
      assign("o", { make: "object" }),
      weak(variable("o"), "w"),
      show("before", { alive: "w" }),
      drop("o"),
      gc(),
      show("after", { alive: "w" }),
    ],
    trace: ["before=True", "after=False"],
  },
  {
    title: "set_attr sets an attribute of the loop, or of another object",
    main: [
      { op: "set_attr", attr: "slow_callback_duration", value: 0.5 },
      show("a", { attr: "slow_callback_duration" }),
      assign("o", { make: "object" }),
      { op: "set_attr", of: variable("o"), attr: "x", value: 3 },
      show("b", { attr: "x", of: variable("o") }),
    ],
    trace: ["a=0.5", "b=3"],
  },
  {
    title: "metric, measure and difference fill the metrics",
    main: [
      { op: "metric", value: { add: [1, 2] }, as: "three" },
      ...(["time", "loop_time", "cpu", "descriptors", "threads"] as const).flatMap((what) => [
        measure(what, `${what}_0`),
        difference(what, `${what}_0`, what),
      ]),
      show("small", { less: [{ add: [variable("threads_0"), 0] }, 50] }),
    ],
    trace: ["small=True"],
    result: {},
  },
];

describeRows("python driver: control flow", flow);
