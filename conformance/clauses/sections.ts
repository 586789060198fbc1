import { callSoon } from "./call-soon.ts";
import { callSoonThreadsafe } from "./call-soon-threadsafe.ts";
import { connections } from "./chapter/connections.ts";
import { datagrams } from "./chapter/datagrams.ts";
import { debugMode } from "./chapter/debug-mode.ts";
import { delayedCallbacks } from "./chapter/delayed-callbacks.ts";
import { eagerTasks } from "./chapter/eager-tasks.ts";
import { errorHandling } from "./chapter/error-handling.ts";
import { executors } from "./chapter/executors.ts";
import { futureObjects } from "./chapter/future-objects.ts";
import { futuresAndTasks } from "./chapter/futures-and-tasks.ts";
import { handles } from "./chapter/handles.ts";
import { nameResolution } from "./chapter/name-resolution.ts";
import { pipes } from "./chapter/pipes.ts";
import { policiesAndClasses } from "./chapter/policies-and-classes.ts";
import { runners } from "./chapter/runners.ts";
import { serverObjects } from "./chapter/server-objects.ts";
import { servers } from "./chapter/servers.ts";
import { signals } from "./chapter/signals.ts";
import { sockets } from "./chapter/sockets.ts";
import { subprocesses } from "./chapter/subprocesses.ts";
import { taskObjects } from "./chapter/task-objects.ts";
import { time } from "./chapter/time.ts";
import { tlsAndSendfile } from "./chapter/tls-and-sendfile.ts";
import { transports } from "./chapter/transports.ts";
import { watchingDescriptors } from "./chapter/watching-descriptors.ts";
import { close } from "./close.ts";
import { getEventLoop } from "./get-event-loop.ts";
import { getRunningLoop } from "./get-running-loop.ts";
import { isClosed } from "./is-closed.ts";
import { isRunning } from "./is-running.ts";
import { newEventLoop } from "./new-event-loop.ts";
import { obtaining } from "./obtaining.ts";
import { partial } from "./partial.ts";
import { policy } from "./policy.ts";
import { preface } from "./preface.ts";
import { runForever } from "./run-forever.ts";
import { runUntilComplete } from "./run-until-complete.ts";
import { setEventLoop } from "./set-event-loop.ts";
import { shutdownAsyncgens } from "./shutdown-asyncgens.ts";
import { stop } from "./stop.ts";
import type { ChapterTable, ClauseTable, Part } from "./types.ts";

/** One heading of the chapter with its table. */
export interface Section<Table extends ChapterTable = ChapterTable> {
  /** What reports print above the clauses. */
  readonly heading: string;
  readonly part: Part;
  /** Path of the table's source file, relative to the package's root. */
  readonly file: string;
  readonly table: Table;
}

/** The headings of the catalogue in the chapter's order: reports and documents follow it. */
export const sections = [
  seedSection("Preface", "preface", preface),
  seedSection("Obtaining the Event Loop", "obtaining", obtaining),
  seedSection("asyncio.get_running_loop()", "get-running-loop", getRunningLoop),
  seedSection("asyncio.get_event_loop()", "get-event-loop", getEventLoop),
  seedSection("asyncio.set_event_loop(loop)", "set-event-loop", setEventLoop),
  seedSection("asyncio.new_event_loop()", "new-event-loop", newEventLoop),
  seedSection("Event loop policies", "policy", policy),
  seedSection("loop.run_until_complete(future)", "run-until-complete", runUntilComplete),
  seedSection("loop.run_forever()", "run-forever", runForever),
  seedSection("loop.stop()", "stop", stop),
  seedSection("loop.is_running()", "is-running", isRunning),
  seedSection("loop.is_closed()", "is-closed", isClosed),
  seedSection("loop.close()", "close", close),
  seedSection("loop.shutdown_asyncgens()", "shutdown-asyncgens", shutdownAsyncgens),
  seedSection("loop.call_soon()", "call-soon", callSoon),
  seedSection("loop.call_soon_threadsafe()", "call-soon-threadsafe", callSoonThreadsafe),
  seedSection("Keyword arguments and functools.partial()", "partial", partial),
  chapterSection("Scheduling delayed callbacks", "delayed-callbacks", delayedCallbacks),
  chapterSection("loop.time()", "time", time),
  chapterSection("Creating Futures and Tasks", "futures-and-tasks", futuresAndTasks),
  chapterSection("Future objects", "future-objects", futureObjects),
  chapterSection("Task objects", "task-objects", taskObjects),
  chapterSection("Eager task factories", "eager-tasks", eagerTasks),
  chapterSection("Callback Handles", "handles", handles),
  chapterSection("Executing code in thread or process pools", "executors", executors),
  chapterSection("Error Handling API", "error-handling", errorHandling),
  chapterSection("Enabling debug mode", "debug-mode", debugMode),
  chapterSection("Opening network connections", "connections", connections),
  chapterSection("loop.create_datagram_endpoint()", "datagrams", datagrams),
  chapterSection("Creating network servers", "servers", servers),
  chapterSection("Server Objects", "server-objects", serverObjects),
  chapterSection("Transferring files and TLS Upgrade", "tls-and-sendfile", tlsAndSendfile),
  chapterSection("Watching file descriptors", "watching-descriptors", watchingDescriptors),
  chapterSection("Working with socket objects directly", "sockets", sockets),
  chapterSection("DNS", "name-resolution", nameResolution),
  chapterSection("Working with pipes", "pipes", pipes),
  chapterSection("Unix signals", "signals", signals),
  chapterSection("Running Subprocesses", "subprocesses", subprocesses),
  chapterSection("Transports and Protocols", "transports", transports),
  chapterSection("Runners", "runners", runners),
  chapterSection("Policies and loop classes", "policies-and-classes", policiesAndClasses),
] as const;

function seedSection<Table extends ClauseTable>(
  heading: string,
  name: string,
  table: Table,
): Section<Table> {
  return { heading, part: "seed", file: `conformance/clauses/${name}.ts`, table };
}

function chapterSection<Table extends ChapterTable>(
  heading: string,
  name: string,
  table: Table,
): Section<Table> {
  return { heading, part: "chapter", file: `conformance/clauses/chapter/${name}.ts`, table };
}
