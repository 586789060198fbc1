import { type Described, entries, moved, type Places, proposal, rubric, section } from "./place.ts";

const LOOP = {
  page: "library/asyncio-eventloop",
  title: "Event Loop",
} as const satisfies Described;
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
  ...rubric(LOOP, "Preface", "event-loop"),
  ...rubric(LOOP, "Obtaining the Event Loop", "event-loop"),
  ...entries(LOOP, "Obtaining the Event Loop", [
    "asyncio.get_running_loop()",
    "asyncio.get_event_loop()",
    "asyncio.set_event_loop()",
    "asyncio.new_event_loop()",
  ]),
  ...entries(LOOP, "Running and stopping the loop", [
    "loop.run_until_complete()",
    "loop.run_forever()",
    "loop.stop()",
    "loop.is_running()",
    "loop.is_closed()",
    "loop.close()",
    "loop.shutdown_asyncgens()",
    "loop.shutdown_default_executor()",
  ]),
  ...section(LOOP, "Scheduling callbacks"),
  ...rubric(LOOP, "Passing keyword arguments", "asyncio-pass-keywords"),
  ...entries(LOOP, "Scheduling callbacks", ["loop.call_soon()", "loop.call_soon_threadsafe()"]),
  ...section(LOOP, "Scheduling delayed callbacks"),
  ...entries(LOOP, "Scheduling delayed callbacks", [
    "loop.call_later()",
    "loop.call_at()",
    "loop.time()",
  ]),
  ...section(LOOP, "Creating Futures and Tasks"),
  ...entries(LOOP, "Creating Futures and Tasks", [
    "loop.create_future()",
    "loop.create_task()",
    "loop.set_task_factory()",
    "loop.get_task_factory()",
  ]),
  ...section(LOOP, "Opening network connections"),
  ...entries(LOOP, "Opening network connections", [
    "loop.create_connection()",
    "loop.create_datagram_endpoint()",
    "loop.create_unix_connection()",
  ]),
  ...section(LOOP, "Creating network servers"),
  ...entries(LOOP, "Creating network servers", [
    "loop.create_server()",
    "loop.create_unix_server()",
    "loop.connect_accepted_socket()",
  ]),
  ...section(LOOP, "Transferring files"),
  ...entries(LOOP, "Transferring files", ["loop.sendfile()"]),
  ...section(LOOP, "TLS Upgrade"),
  ...entries(LOOP, "TLS Upgrade", ["loop.start_tls()"]),
  ...section(LOOP, "Watching file descriptors"),
  ...entries(LOOP, "Watching file descriptors", [
    "loop.add_reader()",
    "loop.remove_reader()",
    "loop.add_writer()",
    "loop.remove_writer()",
  ]),
  ...section(LOOP, "Working with socket objects directly"),
  ...entries(LOOP, "Working with socket objects directly", [
    "loop.sock_recv()",
    "loop.sock_recv_into()",
    "loop.sock_recvfrom()",
    "loop.sock_recvfrom_into()",
    "loop.sock_sendall()",
    "loop.sock_sendto()",
    "loop.sock_connect()",
    "loop.sock_accept()",
    "loop.sock_sendfile()",
  ]),
  ...section(LOOP, "DNS"),
  ...entries(LOOP, "DNS", ["loop.getaddrinfo()", "loop.getnameinfo()"]),
  ...section(LOOP, "Working with pipes"),
  ...entries(LOOP, "Working with pipes", ["loop.connect_read_pipe()", "loop.connect_write_pipe()"]),
  ...section(LOOP, "Unix signals"),
  ...entries(LOOP, "Unix signals", ["loop.add_signal_handler()", "loop.remove_signal_handler()"]),
  ...section(LOOP, "Executing code in thread or process pools"),
  ...entries(LOOP, "Executing code in thread or process pools", [
    "loop.run_in_executor()",
    "loop.set_default_executor()",
  ]),
  ...section(LOOP, "Error Handling API"),
  ...entries(LOOP, "Error Handling API", [
    "loop.set_exception_handler()",
    "loop.get_exception_handler()",
    "loop.default_exception_handler()",
    "loop.call_exception_handler()",
  ]),
  ...section(LOOP, "Enabling debug mode"),
  ...entries(LOOP, "Enabling debug mode", ["loop.get_debug()", "loop.set_debug()"]),
  // Older pages speak of it in the section on debug mode alone.
  ...moved(
    { until: "3.12", page: DEVELOPING.page, anchor: "debug-mode" },
    entries(LOOP, "Enabling debug mode", ["loop.slow_callback_duration"]),
  ),
  ...section(LOOP, "Running Subprocesses"),
  ...entries(LOOP, "Running Subprocesses", ["loop.subprocess_exec()", "loop.subprocess_shell()"]),
  ...section(LOOP, "Callback Handles"),
  ...entries(LOOP, "Callback Handles", [
    "asyncio.Handle",
    "Handle.get_context()",
    "Handle.cancel()",
    "Handle.cancelled()",
    "asyncio.TimerHandle",
    "TimerHandle.when()",
  ]),
  ...section(LOOP, "Server Objects"),
  ...entries(LOOP, "Server Objects", [
    "asyncio.Server",
    "Server.close()",
    "Server.close_clients()",
    "Server.abort_clients()",
    "Server.get_loop()",
    "Server.start_serving()",
    "Server.serve_forever()",
    "Server.is_serving()",
    "Server.wait_closed()",
    "Server.sockets",
  ]),
  ...section(LOOP, "Event Loop Implementations"),
  ...entries(LOOP, "Event Loop Implementations", [
    "asyncio.SelectorEventLoop",
    "asyncio.EventLoop",
    "asyncio.AbstractEventLoop",
  ]),

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
