import { advice, info, must, should, untestable } from "./row.ts";
import { seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

/** What the preface says of event loops as such. */
export const preface = {
  "preface.core-of-application": untestable(
    info(seed("preface", 1), "Every asyncio application has an event loop at its core."),
    "A description of applications; it states nothing that one loop could break.",
  ),
  "preface.runs-callbacks-and-tasks": must(
    seed("preface", 2, "one thread for all: documentation page on developing with asyncio"),
    "One run executes plain callbacks and coroutine-driven tasks in the loop's own thread, and while one task waits the others go on.",
  ),
  "preface.performs-network-io": must(
    seed("preface", 2),
    "Bytes that a peer sends into a connected socket reach user code through the loop, and other callbacks keep running while that code waits for them.",
  ),
  "preface.runs-subprocesses": should(
    seed("preface", 2, "not MUST: the page on platform support names loops without subprocesses"),
    "The loop can start a child process and report its exit status.",
  ),
  "preface.high-level-first": advice(
    info(
      seed("preface", 3),
      "Application code should use entry points such as asyncio.run and rarely touch the loop object.",
    ),
    "Advice to authors of applications; a loop can neither follow nor break it.",
  ),
  "preface.audience-low-level": advice(
    info(
      seed("preface", 4),
      "The chapter is written for authors of low-level code, libraries and frameworks.",
    ),
    "Names the readers of the chapter; it states nothing about a loop.",
  ),
} as const satisfies ClauseTable;
