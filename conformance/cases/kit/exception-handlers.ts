/** A callback that fails, and handlers for its error. */
import { callback, handler, log, quiet, raise, variable, variadic } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { loopCall, methodCall, setExceptionHandler } from "../../language/loop-methods.ts";

/** A callback that raises. */
export const FAILS = { fails: quiet(callback(raise("AppError", "x"))) };
/** A handler that does nothing. */
export const ON_ERROR = { on_error: quiet(handler()) };
export const setsHandler = setExceptionHandler("on_error");
export const resetsHandler = loopCall("set_exception_handler", [null]);

/** Hands on the dict that it got. If it gets none, the program fails where the dict is read. */
export const handsOn = quiet(handler(methodCall("given", "set_result", [variable("context")])));
export const GIVEN: Expression = { m: "result", on: variable("given") };

/** What it is called with is another clause's business. */
export const TOLERANT = quiet(variadic(callback(log("handled"))));
