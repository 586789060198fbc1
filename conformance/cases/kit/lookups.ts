/** What cases about the running and the current loop ask for, and how they show the answer. */
import { assign, if_, log, same, show, tryExcept, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { asyncio } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** The loop that the calling thread is running. */
export const RUNNING = asyncio("get_running_loop");
/** The current loop of the calling thread. */
export const CURRENT = asyncio("get_event_loop");
/** Another loop of the implementation under test. */
export const ANOTHER_LOOP: Expression = { make: "loop" };

const HOLDER = variable("holder");
/** Makes another loop, `made`, during a run; where a loop refuses that, which no text forbids, `made` is None. */
export const makesAnother = (loop: Expression = ANOTHER_LOOP): readonly Operation[] => [
  assign("holder", { make: "object" }),
  { op: "set_attr", of: HOLDER, attr: "loop", value: null },
  tryExcept([{ op: "set_attr", of: HOLDER, attr: "loop", value: loop }], "refused"),
  assign("made", { attr: "loop", of: HOLDER }),
];
/** What is done with the other loop, where there is one. */
export const withMade = (...body: Operation[]): Operation =>
  if_({ not: same(variable("made"), null) }, body);

export const setCurrent = (loop: Expression): Operation => ({
  op: "do",
  what: asyncio("set_event_loop", loop),
});
/** Shows whether the running loop is the one of that name. */
export const showRunning = (label: string, loop = "loop"): Operation =>
  show(label, same(RUNNING, variable(loop)));
/** Shows whether the current loop is the one of that name. */
export const showCurrent = (label: string, loop = "loop"): Operation =>
  show(label, same(CURRENT, variable(loop)));
/** Logs `raised` if the body raises anything: for errors whose kind no text names. */
export const showRaises = (...body: Operation[]): Operation =>
  tryExcept(body, "problem", log("raised"));
