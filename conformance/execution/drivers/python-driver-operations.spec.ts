/** Control flow of programs under the Python driver. */
import {
  atLast,
  attempt,
  call,
  cb,
  difference,
  drop,
  evaluate,
  gc,
  giveBack,
  log,
  measure,
  raise,
  repeat,
  repeatWith,
  rescue,
  set,
  show,
  v,
  weak,
  when,
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
      set("x", 5),
      show("y", v("x")),
      evaluate(7, { as: "z", show: "z" }),
      evaluate(8),
      log("z", v("z")),
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
      attempt(raise("ValueError", "x")),
      attempt(raise("AppExit", "y")),
      attempt(raise("AppError")),
      attempt(log("fine")),
    ],
    trace: ["!ValueError", "!AppExit:y", "!AppError", "fine"],
  },
  {
    title: "try with catch binds the error and writes nothing itself",
    main: [rescue([raise("AppError", "a")], "e", log("caught", v("e"))), log("on")],
    trace: ["caught=AppError:a", "on"],
  },
  {
    title: "try reraises after its handler and runs what is final",
    main: [
      attempt({
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
    main: [attempt(atLast([raise("TypeError")], log("f")))],
    trace: ["f", "!TypeError"],
  },
  {
    title: "repeat counts from 0, and break leaves it",
    main: [
      repeat(2, log("r")),
      repeatWith(9, "i", log("i", v("i")), when({ equal: [v("i"), 1] }, [{ op: "break" }])),
      repeat(0, log("never")),
    ],
    trace: ["r", "r", "i=0", "i=1"],
  },
  {
    title: "if takes one branch",
    main: [
      when(true, [log("then")]),
      when(0, [log("no")], [log("else")]),
      when({ not: true }, [log("no")]),
    ],
    trace: ["then", "else"],
  },
  {
    title: "return gives a value back, or None",
    fns: {
      one: cb(giveBack(1), log("never")),
      none: cb(giveBack()),
      early: cb(repeat(3, giveBack("in a loop"))),
    },
    main: [show("a", call("one")), show("b", call("none")), show("c", call("early"))],
    trace: ["one", "a=1", "none", "b=None", "early", "c=in a loop"],
  },
  {
    title: "drop unbinds, and what a program drops is gone",
    needs: "gc",
    main: [
      set("o", { make: "object" }),
      weak(v("o"), "w"),
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
      set("o", { make: "object" }),
      { op: "set_attr", of: v("o"), attr: "x", value: 3 },
      show("b", { attr: "x", of: v("o") }),
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
      show("small", { less: [{ add: [v("threads_0"), 0] }, 50] }),
    ],
    trace: ["small=True"],
    result: {},
  },
];

describeRows("python driver: control flow", flow);
