import { coroutine, do_, show, variable } from "../../language/build.ts";
import type { AsyncioFunction } from "../../language/expression.ts";
import { asyncio, runUntilComplete } from "../../language/loop-methods.ts";

import { kase, table, trace } from "../../language/table.ts";
import { setCurrent, showCurrent, showRunning } from "../kit/lookups.ts";

const exists = (name: AsyncioFunction) => show("exists", { has_function: name });

/** The four low-level entry points. */
export const obtaining = table([
  kase("obtaining/get-running-loop", "a function for getting the running loop exists", {
    clauses: ["obtaining.four-functions-exist"],
    fns: { main: coroutine(showRunning("running")) },
    main: [exists("get_running_loop"), runUntilComplete({ call: "main" })],
    expect: trace("exists=True", "main", "running=True"),
  }),
  kase("obtaining/get-event-loop", "a function for getting the current loop exists", {
    clauses: ["obtaining.four-functions-exist"],
    main: [exists("get_event_loop"), setCurrent(variable("loop")), showCurrent("current")],
    expect: trace("exists=True", "current=True"),
  }),
  kase("obtaining/set-event-loop", "a function for setting the current loop exists", {
    clauses: ["obtaining.four-functions-exist"],
    main: [exists("set_event_loop"), setCurrent(variable("loop")), showCurrent("current")],
    expect: trace("exists=True", "current=True"),
  }),
  kase("obtaining/new-event-loop", "a function for creating a loop exists", {
    clauses: ["obtaining.four-functions-exist"],
    main: [
      exists("new_event_loop"),
      do_(asyncio("new_event_loop"), { as: "made" }),
      show("running", { m: "is_running", on: variable("made") }),
      do_({ m: "close", on: variable("made") }),
    ],
    expect: trace("exists=True", "running=False"),
  }),
]);
