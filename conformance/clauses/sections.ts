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
import { severalLoops } from "./chapter/several-loops.ts";
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
  coreSection("Preface", "preface", preface),
  coreSection("Obtaining the Event Loop", "obtaining", obtaining),
  coreSection("asyncio.get_running_loop()", "get-running-loop", getRunningLoop),
  coreSection("asyncio.get_event_loop()", "get-event-loop", getEventLoop),
  coreSection("asyncio.set_event_loop(loop)", "set-event-loop", setEventLoop),
  coreSection("asyncio.new_event_loop()", "new-event-loop", newEventLoop),
  coreSection("Event loop policies", "policy", policy),
  coreSection("loop.run_until_complete(future)", "run-until-complete", runUntilComplete),
  coreSection("loop.run_forever()", "run-forever", runForever),
  coreSection("loop.stop()", "stop", stop),
  coreSection("loop.is_running()", "is-running", isRunning),
  coreSection("loop.is_closed()", "is-closed", isClosed),
  coreSection("loop.close()", "close", close),
  coreSection("loop.shutdown_asyncgens()", "shutdown-asyncgens", shutdownAsyncgens),
  coreSection("loop.call_soon()", "call-soon", callSoon),
  coreSection("loop.call_soon_threadsafe()", "call-soon-threadsafe", callSoonThreadsafe),
  coreSection("Keyword arguments and functools.partial()", "partial", partial),
  restSection("Scheduling delayed callbacks", "delayed-callbacks", delayedCallbacks),
  restSection("loop.time()", "time", time),
  restSection("Creating Futures and Tasks", "futures-and-tasks", futuresAndTasks),
  restSection("Future objects", "future-objects", futureObjects),
  restSection("Task objects", "task-objects", taskObjects),
  restSection("Eager task factories", "eager-tasks", eagerTasks),
  restSection("Callback Handles", "handles", handles),
  restSection("Executing code in thread or process pools", "executors", executors),
  restSection("Error Handling API", "error-handling", errorHandling),
  restSection("Enabling debug mode", "debug-mode", debugMode),
  restSection("Opening network connections", "connections", connections),
  restSection("loop.create_datagram_endpoint()", "datagrams", datagrams),
  restSection("Creating network servers", "servers", servers),
  restSection("Server Objects", "server-objects", serverObjects),
  restSection("Transferring files and TLS Upgrade", "tls-and-sendfile", tlsAndSendfile),
  restSection("Watching file descriptors", "watching-descriptors", watchingDescriptors),
  restSection("Working with socket objects directly", "sockets", sockets),
  restSection("DNS", "name-resolution", nameResolution),
  restSection("Working with pipes", "pipes", pipes),
  restSection("Unix signals", "signals", signals),
  restSection("Running Subprocesses", "subprocesses", subprocesses),
  restSection("Transports and Protocols", "transports", transports),
  restSection("Runners", "runners", runners),
  restSection("Policies and loop classes", "policies-and-classes", policiesAndClasses),
  restSection("Several loops", "several-loops", severalLoops),
] as const;

function coreSection<Table extends ClauseTable>(
  heading: string,
  name: string,
  table: Table,
): Section<Table> {
  return { heading, part: "core", file: `conformance/clauses/${name}.ts`, table };
}

function restSection<Table extends ChapterTable>(
  heading: string,
  name: string,
  table: Table,
): Section<Table> {
  return { heading, part: "rest", file: `conformance/clauses/chapter/${name}.ts`, table };
}
