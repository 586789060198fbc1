import { CHAPTER_PLACES } from "./chapter-places.ts";
import { entries, moved, type Places, proposal, section } from "./place.ts";

const TASK = { page: "library/asyncio-task", title: "Coroutines and Tasks" } as const;
const FUTURE = { page: "library/asyncio-future", title: "Futures" } as const;
const RUNNER = { page: "library/asyncio-runner", title: "Runners" } as const;
const POLICY = { page: "library/asyncio-policy", title: "Policies" } as const;
const DEVELOPING = { page: "library/asyncio-dev", title: "Developing with asyncio" } as const;
const PROTOCOL = { page: "library/asyncio-protocol", title: "Transports and Protocols" } as const;

/**
 * The places of the documentation that clauses point to, by the name that a reader knows them by:
 * an entry (`loop.stop()`), or a page and its section (`Event Loop: Unix signals`).
 *
 * A test looks each anchor up in the lists of `anchors/`.
 */
export const PLACES = {
  ...CHAPTER_PLACES,

  ...section(TASK, "Coroutines"),
  ...section(TASK, "Task Cancellation"),
  ...section(TASK, "Eager Task Factory"),
  ...entries(TASK, "Eager Task Factory", [
    "asyncio.eager_task_factory()",
    "asyncio.create_eager_task_factory()",
  ]),
  ...entries(TASK, "Scheduling From Other Threads", ["asyncio.run_coroutine_threadsafe()"]),
  ...entries(TASK, "Introspection", ["asyncio.current_task()", "asyncio.all_tasks()"]),
  ...section(TASK, "Task Object"),
  ...entries(TASK, "Task Object", [
    "asyncio.Task",
    "Task.done()",
    "Task.get_coro()",
    "Task.get_context()",
    "Task.get_name()",
    "Task.set_name()",
    "Task.cancel()",
    "Task.cancelled()",
    "Task.uncancel()",
    "Task.cancelling()",
  ]),

  ...entries(FUTURE, "Future Functions", ["asyncio.isfuture()", "asyncio.ensure_future()"]),
  ...section(FUTURE, "Future Object"),
  ...entries(FUTURE, "Future Object", [
    "asyncio.Future",
    "Future.result()",
    "Future.set_result()",
    "Future.set_exception()",
    "Future.done()",
    "Future.cancelled()",
    "Future.add_done_callback()",
    "Future.remove_done_callback()",
    "Future.cancel()",
    "Future.exception()",
    "Future.get_loop()",
  ]),

  ...moved(
    { until: "3.10", page: TASK.page },
    entries(RUNNER, "Running an asyncio Program", ["asyncio.run()"]),
  ),
  ...entries(RUNNER, "Runner context manager", [
    "asyncio.Runner",
    "Runner.run()",
    "Runner.close()",
    "Runner.get_loop()",
  ]),
  ...section(RUNNER, "Handling Keyboard Interruption"),

  ...section(POLICY, "Policies"),
  ...section(POLICY, "Getting and Setting the Policy"),
  ...entries(POLICY, "Getting and Setting the Policy", [
    "asyncio.get_event_loop_policy()",
    "asyncio.set_event_loop_policy()",
  ]),
  ...section(POLICY, "Policy Objects"),
  ...entries(POLICY, "Policy Objects", [
    "asyncio.AbstractEventLoopPolicy",
    "AbstractEventLoopPolicy.get_event_loop()",
    "AbstractEventLoopPolicy.set_event_loop()",
    "AbstractEventLoopPolicy.new_event_loop()",
    "asyncio.DefaultEventLoopPolicy",
  ]),
  ...section(POLICY, "Process Watchers"),

  ...section(DEVELOPING, "Debug Mode"),
  ...section(DEVELOPING, "Concurrency and Multithreading"),
  ...section(DEVELOPING, "Running Blocking Code"),
  ...section(DEVELOPING, "Detect never-awaited coroutines"),
  ...section(DEVELOPING, "Detect never-retrieved exceptions"),

  ...section(PROTOCOL, "Transports"),
  ...section(PROTOCOL, "Transports Hierarchy"),
  ...entries(PROTOCOL, "Transports Hierarchy", ["asyncio.DatagramTransport"]),
  ...section(PROTOCOL, "Base Transport"),
  ...entries(PROTOCOL, "Base Transport", [
    "BaseTransport.close()",
    "BaseTransport.is_closing()",
    "BaseTransport.get_extra_info()",
    "BaseTransport.set_protocol()",
    "BaseTransport.get_protocol()",
  ]),
  ...section(PROTOCOL, "Read-only Transports"),
  ...entries(PROTOCOL, "Read-only Transports", [
    "ReadTransport.is_reading()",
    "ReadTransport.pause_reading()",
    "ReadTransport.resume_reading()",
  ]),
  ...section(PROTOCOL, "Write-only Transports"),
  ...entries(PROTOCOL, "Write-only Transports", [
    "WriteTransport.abort()",
    "WriteTransport.can_write_eof()",
    "WriteTransport.get_write_buffer_size()",
    "WriteTransport.get_write_buffer_limits()",
    "WriteTransport.set_write_buffer_limits()",
    "WriteTransport.write()",
    "WriteTransport.writelines()",
    "WriteTransport.write_eof()",
  ]),
  ...section(PROTOCOL, "Datagram Transports"),
  ...entries(PROTOCOL, "Datagram Transports", [
    "DatagramTransport.sendto()",
    "DatagramTransport.abort()",
  ]),
  ...entries(PROTOCOL, "Datagram Protocols", [
    "DatagramProtocol.datagram_received()",
    "DatagramProtocol.error_received()",
  ]),
  ...section(PROTOCOL, "Subprocess Transports"),
  ...entries(PROTOCOL, "Subprocess Transports", [
    "SubprocessTransport.get_pid()",
    "SubprocessTransport.get_pipe_transport()",
    "SubprocessTransport.get_returncode()",
    "SubprocessTransport.kill()",
    "SubprocessTransport.send_signal()",
    "SubprocessTransport.terminate()",
    "SubprocessTransport.close()",
  ]),
  ...section(PROTOCOL, "Base Protocol"),
  ...entries(PROTOCOL, "Base Protocol", [
    "BaseProtocol.connection_made()",
    "BaseProtocol.connection_lost()",
    "BaseProtocol.pause_writing()",
    "BaseProtocol.resume_writing()",
  ]),
  ...section(PROTOCOL, "Streaming Protocols"),
  ...entries(PROTOCOL, "Streaming Protocols", [
    "Protocol.data_received()",
    "Protocol.eof_received()",
  ]),
  ...section(PROTOCOL, "Buffered Streaming Protocols"),
  ...entries(PROTOCOL, "Buffered Streaming Protocols", [
    "BufferedProtocol.get_buffer()",
    "BufferedProtocol.buffer_updated()",
    "BufferedProtocol.eof_received()",
  ]),
  ...section(PROTOCOL, "Datagram Protocols"),
  ...entries(PROTOCOL, "Datagram Protocols", [
    "DatagramProtocol.datagram_received()",
    "DatagramProtocol.error_received()",
  ]),
  ...section(PROTOCOL, "Subprocess Protocols"),
  ...entries(PROTOCOL, "Subprocess Protocols", [
    "SubprocessProtocol.pipe_data_received()",
    "SubprocessProtocol.pipe_connection_lost()",
    "SubprocessProtocol.process_exited()",
  ]),

  ...section(
    { page: "library/asyncio-subprocess", title: "Subprocesses" },
    "Subprocess and Threads",
  ),
  ...section({ page: "whatsnew/3.14", title: "What's New In Python 3.14" }, "Removed"),
  ...section({ page: "reference/expressions", title: "The Python Language Reference" }, "Calls"),
  ...entries({ page: "library/os", title: "os" }, "Process Management", ["os.fork()"]),

  ...proposal(3156, "Event Loop Policy: Getting and Setting the Current Event Loop"),
  ...proposal(3156, "Starting, Stopping and Closing"),
  ...proposal(3156, "Thread interaction"),
  ...proposal(3156, "I/O Callbacks"),
  ...proposal(525, "Finalization"),
} as const satisfies Places;

/** Name of a place that a clause can point to. */
export type PlaceName = keyof typeof PLACES;
