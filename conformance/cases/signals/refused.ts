/** What `loop.add_signal_handler()` refuses. */
import {
  assign,
  call,
  callback,
  coroutine,
  join,
  quiet,
  thread,
  threadFunction,
  try_,
  variable,
} from "../../language/build.ts";
import { callSoon, loopCall, runFor } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { addSignalHandler, SIGKILL, SIGTERM } from "../kit/signals.ts";

export const signalRefused = table([
  ...[0, -1, 1000].map((number) =>
    kase(`signals/invalid-${number}`, `add_signal_handler(${number}) raises ValueError`, {
      clauses: ["add-signal-handler.invalid-signal"],
      fns: { handle: callback() },
      main: [try_(addSignalHandler(number, "handle"))],
      expect: trace("!ValueError"),
    }),
  ),
  kase("signals/invalid-in-run", "add_signal_handler() in a run raises ValueError for no signal", {
    clauses: ["add-signal-handler.invalid-signal"],
    fns: { handle: callback(), work: quiet(callback(try_(addSignalHandler(1000, "handle")))) },
    main: [callSoon("work"), runFor(0)],
    expect: trace("!ValueError"),
  }),
  ...(
    [
      ["before-run", "before a run", [try_(addSignalHandler(SIGKILL, "handle"))]],
      ["in-run", "in a run", [callSoon("adds"), runFor(0)]],
      [
        "after-another",
        "beside another handler",
        [addSignalHandler(SIGTERM, "handle"), try_(addSignalHandler(SIGKILL, "handle"))],
      ],
    ] as const
  ).map(([slug, title, main]) =>
    kase(`signals/uncatchable-${slug}`, `add_signal_handler() refuses SIGKILL ${title}`, {
      clauses: ["add-signal-handler.uncatchable"],
      fns: {
        handle: callback(),
        ...(slug === "in-run"
          ? { adds: quiet(callback(try_(addSignalHandler(SIGKILL, "handle")))) }
          : {}),
      },
      main,
      expect: trace({ one_of: [["!ValueError"], ["!RuntimeError"]] }),
    }),
  ),
  kase("signals/in-another-thread", "add_signal_handler() outside the main thread is refused", {
    clauses: ["add-signal-handler.main-thread-only"],
    fns: {
      handle: callback(),
      elsewhere: quiet(
        threadFunction(
          assign("other", { make: "loop" }),
          try_({
            op: "do",
            what: {
              m: "add_signal_handler",
              on: variable("other"),
              args: [SIGTERM, { fn: "handle" }],
            },
          }),
          { op: "do", what: { m: "close", on: variable("other") } },
        ),
      ),
    },
    main: [thread("elsewhere", "t"), join("t")],
    expect: trace({ one_of: [["!RuntimeError"], ["!ValueError"]] }),
  }),
  ...(
    [
      ["function", "a coroutine function", { fn: "work" }],
      ["object", "a coroutine", call("work")],
    ] as const
  ).map(([slug, title, what]) =>
    kase(`signals/coroutine-${slug}`, `add_signal_handler() raises TypeError for ${title}`, {
      clauses: ["add-signal-handler.rejects-coroutine"],
      fns: { work: quiet(coroutine()) },
      main: [try_(loopCall("add_signal_handler", [SIGTERM, what]))],
      expect: trace("!TypeError"),
    }),
  ),
]);
