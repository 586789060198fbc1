import { must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** What `loop.create_future()` returns */
export const futureObjects = {
  "future.done": must(
    docs("Future.done()", 2, "done()"),
    "done() of a future is False until it has a result or an exception or was cancelled, and True from then on.",
  ),
  "future.cancelled": must(
    docs("Future.cancelled()", 1, "cancelled()"),
    "cancelled() of a future is True once it was cancelled, and False in every other state.",
  ),
  "future.result": must(
    docs("Future.result()", 2, "result()"),
    "result() of a future returns the result that was set, and raises the exception that was set.",
  ),
  "future.exception": must(
    docs("Future.exception()", 2, "exception()"),
    "exception() of a future returns the exception that was set, or None if there is a result.",
  ),
  "future.not-done": must(
    docs("Future.result()", 5, "result() and exception() of a future that is not done"),
    "result() and exception() of a future that is not done raise InvalidStateError.",
  ),
  "future.of-cancelled": must(
    docs("Future.result()", 4, "result() and exception() of a cancelled future"),
    "result() and exception() of a cancelled future raise CancelledError.",
  ),
  "future.set-once": must(
    docs("Future.set_result()", 2, "set_result() and set_exception() of a future that is done"),
    "set_result() and set_exception() of a future that is done raise InvalidStateError.",
  ),
  "future.cancel": must(
    docs("Future.cancel()", 3, "cancel()"),
    "cancel() of a future that is not done returns True and schedules its callbacks; of one that is done it returns False.",
  ),
  "future.done-callbacks": must(
    docs("Future.add_done_callback()", 1, "add_done_callback()"),
    "A done callback is called with the future as its one argument, by the loop and not within set_result(); added to a done future, it is scheduled.",
  ),
  "future.done-callback-context": must(
    docs("Future.add_done_callback()", 4, "parameter context of add_done_callback()"),
    "A done callback runs in the context that was given, or in the one that add_done_callback() was called in.",
  ),
  "future.remove-done-callback": must(
    docs("Future.remove_done_callback()", 2, "remove_done_callback()"),
    "remove_done_callback() takes a callback back as often as it was added, and returns how often that was.",
  ),
  "future.many-await": must(
    docs("asyncio.Future", 5, "coroutines that wait for a future"),
    "Each coroutine that awaits a future goes on when the future is done, with its result or exception.",
  ),
  "future.representation": should(
    observed("asyncio.Future"),
    "The representation of a future shows whether it is pending, cancelled or finished, and its result or exception.",
  ),
} as const satisfies ChapterTable;
