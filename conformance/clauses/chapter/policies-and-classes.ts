import { must, should, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** Policy functions, loop classes, and what a fork inherits */
export const policiesAndClasses = {
  "policy.api": must(
    docs("Policies: Getting and Setting the Policy", 1, "functions and classes"),
    "asyncio has get_event_loop_policy, set_event_loop_policy, AbstractEventLoopPolicy and DefaultEventLoopPolicy.",
    { until: "3.15" },
  ),
  "policy.use-warns": should(
    observed(
      "asyncio.set_event_loop_policy()",
      "none: the page calls policies deprecated, and does not say that their use warns",
    ),
    "Getting or setting the event loop policy emits a DeprecationWarning.",
    { since: "3.14", until: "3.15" },
  ),
  "policy.type-checked": must(
    observed("asyncio.set_event_loop_policy()"),
    "set_event_loop_policy() raises AssertionError for a value that is neither a policy nor None.",
    { until: "3.10" },
  ),
  "policy.type-error": must(
    observed("asyncio.set_event_loop_policy()"),
    "set_event_loop_policy() raises TypeError for a value that is neither a policy nor None.",
    { since: "3.11", until: "3.15" },
  ),
  "event-loop-classes.selector-injectable": untestable(
    must(
      docs("asyncio.SelectorEventLoop", 3, "SelectorEventLoop"),
      "SelectorEventLoop(selector) polls with that selector object.",
    ),
    "The class belongs to the interpreter. A program gets its loops from the factory of the implementation, and no other loop has to take a selector.",
  ),
  "event-loop-classes.eventloop-alias": untestable(
    must(
      docs("asyncio.EventLoop", 1, "EventLoop"),
      "asyncio.EventLoop is the most efficient loop class of the platform.",
      { since: "3.13" },
    ),
    "The name belongs to the interpreter, whatever loop is judged, and no text says which class is the most efficient.",
  ),
  "abstract-event-loop.method-list": should(
    docs("asyncio.AbstractEventLoop", 2, "AbstractEventLoop and the Methods section"),
    "An alternative loop has every method that the section on event loop methods lists.",
  ),
  "abstract-event-loop.unimplemented": should(
    observed("asyncio.AbstractEventLoop"),
    "A method that a loop does not support raises NotImplementedError, not AttributeError.",
  ),
  "fork.child-has-no-loop": should(
    observed("os.fork()"),
    "A forked child has neither a running nor a current loop, and no signal wake-up descriptor.",
    { since: "3.12" },
  ),
  "fork.child-inherits-current-loop": should(
    observed("os.fork()"),
    "In a forked child the current loop is the object that was current in the parent.",
    { until: "3.11" },
  ),
} as const satisfies ChapterTable;
