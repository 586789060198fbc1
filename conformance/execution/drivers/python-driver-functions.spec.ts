/** Functions of programs under the Python driver: entries in the trace, scopes, exception handlers. */
import {
  assign,
  call,
  callback,
  callbackWith,
  do_,
  functionNamed,
  handler,
  log,
  quiet,
  raise,
  repeatWith,
  show,
  variable,
  variadic,
  withKeywords,
  withOptional,
} from "../../language/build.ts";
import { callSoon, runForever, STOP, setExceptionHandler } from "../../language/loop-methods.ts";
import { describeRows, type Row } from "./python-driver-rows.spec.ts";

export const functions: readonly Row[] = [
  {
    title: "a function writes its name, with its values when it has parameters",
    fns: {
      plain: callback(),
      two: callbackWith(["a", "b"]),
      many: variadic(callbackWith(["a"])),
      any: variadic(callback()),
      keyed: withKeywords(callbackWith(["a"])),
      silent: quiet(callbackWith(["a"], log("silent", variable("a")))),
    },
    main: [
      ...["plain", "any"].map((name) => callSoon(name)),
      callSoon("two", [1, null]),
      callSoon("many", ["x", true, 2.5]),
      do_({
        m: "call_soon",
        args: [{ partial: functionNamed("keyed"), args: [1], kwargs: { z: 1, k: "w" } }],
      }),
      callSoon("silent", [4]),
      callSoon(STOP),
      runForever(),
    ],
    trace: [
      "plain",
      "any()",
      "two(1, None)",
      "many(x, True, 2.5)",
      "keyed(1, k=w, z=1)",
      "silent=4",
    ],
  },
  {
    title: "names bound by `as` are global, parameters and indexes are local",
    fns: {
      bind: callbackWith(
        ["p"],
        assign("g", variable("p")),
        repeatWith(1, "i", assign("last", variable("i"))),
      ),
      read: callback(show("g", variable("g")), show("last", variable("last"))),
    },
    main: [do_(call("bind", "here")), do_(call("read"))],
    trace: ["bind(here)", "read", "g=here", "last=0"],
  },
  {
    title: "names may be keywords of Python",
    fns: { lambda: callbackWith(["class"], show("in", variable("class"))) },
    main: [assign("is", 1), do_(call("lambda", variable("is")))],
    trace: ["lambda(1)", "in=1"],
  },
  {
    title: "optional parameters are None unless they are given by keyword",
    fns: {
      f: withOptional(callbackWith(["p"], show("o", variable("o"))), "o", "more"),
      g: withKeywords(withOptional(callback(show("o", variable("o"))), "o")),
    },
    main: [
      do_(call("f", 1)),
      callSoon({ partial: { fn: "f" }, args: [1], kwargs: { o: 2 } }),
      callSoon({ partial: { fn: "g" }, kwargs: { o: 3, k: 4 } }),
      callSoon({ partial: { fn: "f" }, args: [1], kwargs: { k: 4 } }),
      callSoon(STOP),
      runForever(),
    ],
    trace: ["f(1)", "o=None", "f(1)", "o=2", "g(k=4)", "o=3"],
  },
  {
    title: "a handler writes its name and is reported",
    fns: {
      oops: callback(raise("AppError", "x")),
      h: handler(
        show("loop", { same: [variable("loop_"), variable("loop")] }),
        show("e", { item: "exception", of: variable("context") }),
      ),
    },
    main: [setExceptionHandler("h"), callSoon("oops"), callSoon(STOP), runForever()],
    trace: ["oops", "h", "loop=True", "e=AppError:x"],
    result: {
      reports: [
        {
          handler: "h",
          keys: ["exception", "handle", "message"],
          message: "Exception in callback oops() at <program>:1",
          exception: "AppError:x",
        },
      ],
    },
  },
  {
    title: "a handler that is called with other arguments says so",
    fns: { h: handler(log("never")) },
    main: [callSoon("h", [1]), callSoon("h"), callSoon(STOP), runForever()],
    trace: ["h called with 1 argument", "h called with 0 arguments"],
    result: {
      reports: [0, 1].map(() => ({ handler: "h", keys: [], message: null, exception: null })),
    },
  },
];

describeRows("python driver: functions", functions);
