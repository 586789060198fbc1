import { must } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** Eager task factories */
export const eagerTasks = {
  "eager-factory.runs-synchronously": must(
    docs("asyncio.eager_task_factory()", 2, "runs during construction of the task"),
    "Under eager_task_factory the coroutine starts inside create_task(); if it ends there, the task returned is already done.",
    { since: "3.12" },
  ),
  "eager-factory.blocks-then-scheduled": must(
    docs("asyncio.eager_task_factory()", 8, "scheduled only if it blocks"),
    "A coroutine that suspends inside create_task() goes on as an ordinary scheduled task.",
    { since: "3.12" },
  ),
  "eager-factory.current-task-and-context": must(
    observed("asyncio.eager_task_factory()"),
    "In an eager step current_task() is the new task, and afterwards the former one; context variables do not leak out of it.",
    { since: "3.12" },
  ),
  "eager-factory.cancel-after-completion": must(
    observed("asyncio.eager_task_factory()"),
    "Cancelling a task that ended eagerly has no effect: cancel() returns False.",
    { since: "3.12" },
  ),
  "create-eager-task-factory.custom-constructor": must(
    docs("asyncio.create_eager_task_factory()", 1, "create_eager_task_factory"),
    "create_eager_task_factory(constructor) gives a factory that makes eager tasks with that constructor.",
    { since: "3.12" },
  ),
} as const satisfies ChapterTable;
