import { must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** What `loop.create_task()` returns */
export const taskObjects = {
  "task.name": must(
    docs("Task.get_name()", 1, "get_name() and set_name()"),
    "get_name() of a task returns the name that was given last, made a string; without one, a generated name.",
  ),
  "task.default-name": should(
    observed("Task.get_name()"),
    "The names that tasks get by themselves differ.",
  ),
  "task.get-coro": must(
    docs("Task.get_coro()", 1, "get_coro()"),
    "get_coro() of a task returns the coroutine object that was given.",
  ),
  "task.get-context": must(
    docs("Task.get_context()", 1, "get_context()"),
    "get_context() of a task returns the context that its coroutine runs in.",
    { since: "3.12" },
  ),
  "task.cancel-throws": must(
    docs("Task.cancel()", 3, "cancel()"),
    "cancel() of a task has CancelledError raised in its coroutine in one of the next iterations, and not within the call.",
  ),
  "task.cancel-may-be-suppressed": must(
    docs("Task.cancel()", 4, "a coroutine that suppresses CancelledError"),
    "A coroutine that catches the CancelledError and returns gives the task its result, and cancelled() stays False.",
  ),
  "task.cancelled": must(
    docs("Task.cancelled()", 2, "cancelled()"),
    "cancelled() of a task is True once its coroutine has let a CancelledError out.",
  ),
  "task.cancel-reaches-awaited-future": must(
    docs("asyncio.Task", 12, "future awaited during cancellation"),
    "cancel() of a task that awaits a future cancels that future.",
  ),
  "task.cancel-reaches-whole-chain": must(
    docs("Task.cancel()", 8, "the chain of awaited objects"),
    "cancel() of a task reaches, through tasks that await each other, the future at the end.",
    { since: "3.15" },
  ),
  "task.cancel-result": must(
    docs("asyncio.Task", 15, "methods inherited from Future"),
    "cancel() of a task that is not done returns True; of one that is done it returns False.",
  ),
  "task.cancelling": must(
    docs("Task.cancelling()", 1, "cancelling()"),
    "cancelling() of a task returns the number of calls of cancel() less those of uncancel().",
    { since: "3.11" },
  ),
  "task.uncancel": must(
    docs("Task.uncancel()", 2, "uncancel()"),
    "uncancel() of a task takes back one request to cancel, and returns how many are left; it never goes below zero.",
    { since: "3.11" },
  ),
  "task.uncancel-clears-request": should(
    docs("Task.uncancel()", 12, "uncancel(), change of 3.13"),
    "When uncancel() takes back the last request before CancelledError was raised, it is no longer raised.",
    { since: "3.13" },
  ),
  "task.no-setters": should(
    observed("asyncio.Task"),
    "set_result() and set_exception() of a task raise RuntimeError, and the task goes on.",
  ),
  "task.awaits-foreign-future": should(
    observed("asyncio.Task"),
    "A coroutine that awaits a future of another loop gets a RuntimeError.",
  ),
  "task.awaits-itself": should(
    observed("asyncio.Task"),
    "A coroutine that awaits its own task gets a RuntimeError.",
  ),
  "task.context-entered": should(
    observed("asyncio.Task"),
    "A task or callback whose context is entered already does not run; a RuntimeError is reported.",
  ),
  "task.representation": should(
    observed("asyncio.Task"),
    "The representation of a task shows its state, its name and the future that it waits for.",
  ),
} as const satisfies ChapterTable;
