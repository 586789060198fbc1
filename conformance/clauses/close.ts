import { info, may, must, should, untestable } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "loop.close()";
const BINDS_CALLER = "none: the text binds the caller and names no reaction";

/** `loop.close()` */
export const close = {
  "close.sets-closed": must(seed("close", 1), "After close() the loop's is_closed() is True."),
  "close.returns-none": must(observed(TOPIC), "close() returns None."),
  "close.must-not-be-running": untestable(
    info(seed("close", 2), "The caller must not close a loop that is running."),
    "Binds the caller and names no reaction; what CPython does is the clause close.running-rejected.",
  ),
  "close.running-rejected": must(
    observed(TOPIC, BINDS_CALLER),
    "close() on a running loop raises RuntimeError, whether a callback, a coroutine or another thread calls it.",
  ),
  "close.rejected-close-leaves-loop-intact": must(
    observed(TOPIC),
    "After a refused close() the loop is open and running, and finishes its work.",
  ),
  "close.discards-ready-callbacks": must(
    seed("close", 3),
    "Callbacks that are pending from call_soon when close() is called are discarded: they never run, during close() either.",
  ),
  "close.discards-timers": must(
    seed("close", 3, "any pending callback, timers included"),
    "Timers that are pending when close() is called are discarded: they never fire.",
  ),
  "close.shuts-default-executor": must(
    seed("close", 4),
    "close() shuts the loop's default executor down: it refuses new work afterwards.",
  ),
  "close.does-not-wait-for-executor": must(
    seed("close", 4, "the seed adds immediately; English only says that it does not wait"),
    "close() returns although a job of the default executor is still running.",
  ),
  "close.running-executor-job-finishes": should(
    observed(TOPIC),
    "A job of the default executor that is running at close() finishes normally.",
  ),
  "close.late-executor-result-is-logged": may(
    observed(TOPIC),
    "A job of the default executor that ends after close() leads to a logged RuntimeError.",
    { until: "3.9" },
  ),
  "close.late-executor-result-is-silent": should(
    observed(TOPIC),
    "A job of the default executor that ends after close() leads to no logged exception.",
    { since: "3.10" },
  ),
  "close.idempotent": must(
    seed("close", 5),
    "A second and a third close() raise nothing and change nothing.",
  ),
  "close.irreversible": must(
    seed("close", 5),
    "Whatever is called on a closed loop, is_closed() stays True.",
  ),
  "close.no-calls-afterwards": untestable(
    info(seed("close", 6), "The caller should call no other method of a closed loop."),
    "Binds the caller and names no reaction; CPython's reactions are the clauses on closed loops of each method.",
  ),
  "close.rejects-scheduling": must(
    observed(TOPIC, BINDS_CALLER),
    "On a closed loop call_soon, call_later, call_at and create_task raise RuntimeError.",
  ),
  "close.rejects-executor-and-watchers": must(
    observed(TOPIC, BINDS_CALLER),
    "On a closed loop run_in_executor, add_reader, add_writer and add_signal_handler raise RuntimeError.",
  ),
  "close.harmless-queries": may(
    observed(TOPIC, BINDS_CALLER),
    "On a closed loop time, get_debug, is_running, create_future, remove_reader and call_exception_handler do not raise.",
  ),
  "close.handle-cancel-after-close": should(
    observed(TOPIC),
    "cancel() on a handle or timer handle of a closed loop does not raise.",
  ),
  "close.pending-task-warned-on-gc": should(
    observed(TOPIC, "none: a section of the 3.4 to 3.6 pages, since removed"),
    "A task left pending by close() is reported through the log when it is collected.",
  ),
  "close.future-callbacks-after-close": may(
    observed(TOPIC, BINDS_CALLER),
    "Completing a future that has callbacks raises RuntimeError if its loop is closed.",
  ),
  "close.any-thread": should(
    observed(TOPIC, "none: no text says in which thread a loop is closed"),
    "close() of a loop that does not run works in whatever thread.",
  ),
  "close.releases-descriptors": should(
    docs("PEP 3156: Starting, Stopping and Closing", "close releases what the loop holds"),
    "Creating, running and closing loops again and again does not raise the number of open descriptors.",
  ),
  "close.keeps-user-sockets": should(
    observed(TOPIC),
    "Sockets that the user registered with the loop stay open and usable after close().",
  ),
  "close.unclosed-loop-warning": may(
    observed(TOPIC),
    "Collecting a loop that was never closed emits a ResourceWarning.",
  ),
  "close.removes-signal-handlers": should(
    observed(TOPIC),
    "Signal dispositions that the loop installed are gone after close().",
  ),
} as const satisfies ClauseTable;
