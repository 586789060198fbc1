/** Task factories, and what programs do with them. */
import {
  assign,
  callbackWith,
  coroutine,
  log,
  quiet,
  return_,
  variable,
  withKeywords,
} from "../../language/build.ts";
import { loopCall } from "../../language/loop-methods.ts";

/** The parameters of every factory. */
export const PARAMETERS = ["loop_", "coroutine"];
export const job = coroutine();
/** Makes a plain task and says so, whatever keywords it gets. */
export const factory = quiet(
  withKeywords(
    callbackWith(
      PARAMETERS,
      log("factory"),
      assign("made", { make: "task", of: variable("coroutine"), loop: variable("loop_") }),
      return_(variable("made")),
    ),
  ),
);
/** Sets the function `factory` of the program. */
export const setsFactory = loopCall("set_task_factory", [{ fn: "factory" }]);
