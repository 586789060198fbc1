import { advice, info, must, should } from "./row.ts";
import { observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

/** The remark on keyword arguments and `functools.partial`. */
export const partial = {
  "partial.scheduling-functions-take-no-kwargs": should(
    seed(
      "partial",
      1,
      "most functions: those whose signature, here or in the chapter, has no more",
    ),
    "call_soon, call_soon_threadsafe, call_later, call_at, run_in_executor, add_reader and add_signal_handler refuse keyword arguments for the callback with TypeError.",
  ),
  "partial.delivers-keywords": must(
    seed("partial", 2, "with the example"),
    "A functools.partial given as callback passes its positional and keyword arguments to the function that it wraps.",
  ),
  "partial.rendered-in-debug": should(
    seed("partial", 3),
    "In debug mode the handle's representation and the error message for a partial show the wrapped function and its arguments.",
  ),
  "partial.rendered-outside-debug": should(
    observed("loop.call_soon()"),
    "Outside debug mode too the handle's representation shows the function that a partial wraps and its arguments.",
    { until: "3.12" },
  ),
  "partial.arguments-hidden-outside-debug": should(
    observed("loop.call_soon()"),
    "Outside debug mode the handle's representation shows the function that a partial wraps, without its arguments.",
    { since: "3.13" },
  ),
  "partial.preferred-over-lambda": advice(
    info(seed("partial", 3), "A partial is usually more convenient than a lambda."),
    "Advice to authors of callbacks; a loop can neither follow nor break it.",
  ),
} as const satisfies ClauseTable;
