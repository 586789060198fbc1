import { FROM_3_14, may, must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.create_future()`, `loop.create_task()` and the task factory */
export const futuresAndTasks = {
  "create-future.bound-to-loop": must(
    docs("loop.create_future()", 1, "create_future"),
    "create_future() returns a pending future whose get_loop() is this loop.",
  ),
  "create-future.subclass-allowed": may(
    docs("loop.create_future()", 3, "alternative implementations of Future"),
    "create_future() may return a class of the loop's own; asyncio.isfuture() accepts it.",
  ),
  "create-task.schedules": must(
    docs("loop.create_task()", 1, "create_task schedules the coroutine"),
    "create_task() returns at once, and the coroutine starts in a later iteration.",
  ),
  "create-task.type": must(
    docs("loop.create_task()", 2, "what create_task returns"),
    "create_task() returns an asyncio.Task or an instance of a subclass.",
  ),
  "create-task.rejects-non-coroutine": must(
    observed("loop.create_task()"),
    "create_task() raises TypeError for a value that is not a coroutine, such as a number or a function.",
  ),
  "create-task.name": must(
    docs("loop.create_task()", 6, "parameter name"),
    "With name given to create_task(), get_name() of the task returns it as a string.",
  ),
  "create-task.context": must(
    docs("loop.create_task()", 7, "parameter context"),
    "With context given to create_task() the coroutine runs in it; without, in a copy of the caller's context.",
    { since: "3.11" },
  ),
  "create-task.extra-kwargs": must(
    docs("loop.create_task()", "change of 3.13.3, other keyword arguments"),
    "Keyword arguments that create_task() does not know go on to the task factory.",
    { since: "3.13.3" },
  ),
  "create-task.extra-kwargs-rejected": must(
    observed("loop.create_task()"),
    "create_task() raises TypeError for keyword arguments that it does not know.",
    { until: "3.13.2" },
  ),
  "create-task.eager-start": must(
    docs("loop.create_task()", 9, "parameter eager_start"),
    "create_task() of a running loop runs the coroutine up to its first suspension at once with eager_start=True, and later with False.",
    FROM_3_14,
  ),
  "create-task.eager-start-overrides-factory": must(
    docs("loop.create_task()", "change of 3.14, eager_start and eager task factories"),
    "eager_start=False given to create_task() defers the coroutine under an eager task factory, too.",
    FROM_3_14,
  ),
  "create-task.closed-rejected": must(
    observed("loop.create_task()", "none: the text binds the caller and names no reaction"),
    "create_task() on a closed loop raises RuntimeError and does not start the coroutine.",
  ),
  "task-factory.used": must(
    docs("loop.set_task_factory()", 1, "set_task_factory"),
    "create_task() calls the installed factory with the loop and the coroutine, and returns what the factory returns.",
  ),
  "task-factory.gets-context": must(
    docs("loop.set_task_factory()", 3, "context and the factory"),
    "A context given to create_task() reaches the factory as the keyword argument context.",
    { since: "3.11" },
  ),
  "task-factory.signature": should(
    docs("loop.set_task_factory()", "signature of the factory: loop and coroutine"),
    "A factory that takes a loop and a coroutine and nothing else is called with these two.",
    { until: "3.10" },
  ),
  "task-factory.signature-context": should(
    docs(
      "loop.set_task_factory()",
      "signature of the factory until 3.13.2: loop, coroutine and context",
      "not MUST: from 3.13.3 on factories take any keywords, and one loop serves both",
    ),
    "A factory that takes a loop, a coroutine and the keyword context and nothing else is called without other keywords.",
    { since: "3.11", until: "3.13.2" },
  ),
  // Passed on by 3.13.3, taken back by 3.13.4, passed on again from 3.14 on.
  "task-factory.gets-name": must(
    docs("loop.create_task()", "changes of 3.13.3, 3.13.4 and 3.14, name"),
    "The name given to create_task() reaches the factory as the keyword argument name.",
    { since: "3.13.3", except: [{ since: "3.13.4", until: "3.13" }] },
  ),
  "task-factory.gets-all-kwargs": must(
    docs("loop.create_task()", 5, "keyword arguments of the factory, change of 3.14"),
    "All keyword arguments of create_task() reach the factory.",
    FROM_3_14,
  ),
  "task-factory.invalid": must(
    observed("loop.set_task_factory()"),
    "set_task_factory() raises TypeError for a value that is neither callable nor None.",
  ),
  "task-factory.get-and-reset": must(
    docs("loop.get_task_factory()", 1, "get_task_factory; None as factory"),
    "get_task_factory() returns the installed factory or None, and set_task_factory(None) restores plain tasks.",
  ),
  "task-factory.name-applied": should(
    docs("loop.create_task()", 6, "parameter name"),
    "The name given to create_task() is also set on a task that a factory made.",
    { until: "3.13", except: [{ since: "3.13.3", until: "3.13.3" }] },
  ),
} as const satisfies ChapterTable;
