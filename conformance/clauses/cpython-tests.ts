/**
 * Which tests of CPython's own suite are about the sentence of a clause: names alone.
 *
 * For maintainers who run that suite over their loop and have a list of its failures in hand. A test of CPython often
 * looks at more than one sentence, and at private names of its loop, so a failure there need not be one here.
 */
import type { ClauseId } from "./index.ts";

/** The release whose names these are: `Lib/test/test_asyncio/` of CPython. */
export const CPYTHON_TESTS_OF = "3.13.0";

const test = (file: string, group: string, names: string): readonly string[] =>
  names.split(" ").map((name) => `test_${file}.${group}.test_${name}`);
const base = (names: string) => test("base_events", "BaseEventLoopTests", names);
const network = (names: string) => test("base_events", "BaseEventLoopWithSelectorTests", names);
const events = (names: string) => test("events", "EventLoopTestsMixin", names);
const policy = (names: string) => test("events", "PolicyTests", names);
const handles = (names: string) => test("events", "HandleTests", names);
const children = (names: string) => test("events", "SubprocessTestsMixin", names);
const futures = (names: string) => test("futures", "BaseFutureTests", names);
const doneCallbacks = (names: string) => test("futures", "BaseFutureDoneCallbackTests", names);
const tasks = (names: string) => test("tasks", "BaseTaskTests", names);
const stream = (names: string) => test("selector_events", "SelectorSocketTransportTests", names);
const datagram = (names: string) =>
  test("selector_events", "SelectorDatagramTransportTests", names);
const sockets = (names: string) => test("sock_lowlevel", "BaseSockTestsMixin", names);
const signals = (names: string) => test("unix_events", "SelectorEventLoopSignalTests", names);
const unix = (names: string) => test("unix_events", "SelectorEventLoopUnixSocketTests", names);
const readPipe = (names: string) => test("unix_events", "UnixReadPipeTransportTests", names);
const writePipe = (names: string) => test("unix_events", "UnixWritePipeTransportTests", names);
const tls = (names: string) => test("ssl", "TestSSL", names);
const sendfile = (names: string) => test("sendfile", "SendfileMixin", names);
const sockSendfile = (names: string) => test("sendfile", "SockSendfileMixin", names);
const processes = (names: string) => test("subprocess", "SubprocessMixin", names);
const servers = (names: string) => test("server", "TestServer2", names);
const unixServers = (names: string) => test("server", "UnixServerCleanupTests", names);
const run = (names: string) => test("runners", "RunTests", names);
const runner = (names: string) => test("runners", "RunnerTests", names);

/** Tests of CPython by clause. A clause that is missing has none that was found. */
export const CPYTHON_TESTS: { readonly [clause in ClauseId]?: readonly string[] } = {
  "get-running-loop.returns-loop-in-coroutine": test(
    "events",
    "GetEventLoopTestsMixin",
    "get_event_loop_returns_running_loop",
  ),
  "get-event-loop.returns-running-in-coroutine": test(
    "events",
    "GetEventLoopTestsMixin",
    "get_event_loop_returns_running_loop get_event_loop_returns_running_loop2",
  ),
  "get-event-loop.auto-creates-in-main-thread": policy("get_event_loop"),
  "get-event-loop.auto-created-is-installed": policy("get_event_loop_calls_set_event_loop"),
  "get-event-loop.after-explicit-none-raises": policy("get_event_loop_after_set_none"),
  "get-event-loop.not-auto-created-in-other-threads": policy("get_event_loop_thread"),
  "set-event-loop.installs-for-calling-thread": policy("set_event_loop"),
  "new-event-loop.returns-loop-object": policy("new_event_loop"),
  "policy.none-restores-default": policy("set_event_loop_policy"),
  "policy.api": policy("event_loop_policy get_event_loop_policy"),
  "run-until-complete.returns-result": events("run_until_complete"),
  "run-until-complete.reentry-same-loop-rejected": events("run_until_complete_nesting"),
  "run-until-complete.stop-before-done-raises": events("run_until_complete_stopped"),
  "run-until-complete.nested-other-loop-rejected": test(
    "base_events",
    "RunningLoopTests",
    "running_loop_within_a_loop",
  ),
  "run-until-complete.foreign-future-rejected": base("run_until_complete_loop"),
  "run-forever.stop-before-run.polls-once-zero-timeout": base("run_forever_pre_stopped"),
  "run-forever.stop-before-run.exits": base("run_forever_pre_stopped"),
  "run-forever.stop-while-running.defers-new-callbacks": base(
    "single_selecter_event_callback_after_stopping",
  ),
  "run-forever.interrupt-escapes-batch": base("run_forever_keyboard_interrupt"),
  "run-until-complete.keyboardinterrupt-escapes": base("run_until_complete_baseexception"),
  "close.sets-closed": [...base("close"), ...events("close")],
  "close.running-rejected": events("close_running_event_loop"),
  "shutdown-asyncgens.not-needed-with-run": run(
    "asyncio_run_closes_gens_after_hanging_tasks_errors",
  ),
  "call-soon.passes-args": [...events("call_soon"), ...base("call_soon")],
  "call-soon.not-synchronous": base("call_soon"),
  "call-soon.noncallable-debug": base("call_soon_non_callable"),
  "call-soon.wrong-thread-debug": base("check_thread"),
  "debug.thread-checks": base("check_thread"),
  "call-soon.error-context-keys": [
    ...base("default_exc_handler_callback"),
    ...handles("callback_with_exception"),
  ],
  "call-soon-threadsafe.runs-in-loop-thread": events("call_soon_threadsafe"),
  "call-soon-threadsafe.wakes-idle-loop": events("call_soon_threadsafe"),
  "call-soon-threadsafe.same-thread-ok": events("call_soon_threadsafe_same_thread"),
  "call-later.runs-after-delay": [...events("call_later"), ...base("call_later")],
  "call-later.negative-order": base("call_later_negative_delays"),
  "call-at.absolute-time": base("time_and_call_at"),
  "time.float-seconds": base("time_and_call_at"),
  "handle.cancel-cancelled": handles("handle"),
  "handle.representation": handles("handle_repr handle_repr_debug"),
  "timer-handle.when": test("events", "TimerTests", "when"),
  "create-task.type": base("create_task"),
  "create-task.name": base(
    "create_named_task_with_default_factory create_named_task_with_custom_factory",
  ),
  "create-task.context": tasks("context_1 context_2 context_3 context_4"),
  "task-factory.used": base("set_task_factory"),
  "task-factory.get-and-reset": base("set_task_factory"),
  "task-factory.invalid": base("set_task_factory_invalid"),
  "future.done": futures("initial_state"),
  "future.cancelled": futures("cancel"),
  "future.cancel": futures("cancel"),
  "future.result": futures("result"),
  "future.exception": futures("exception"),
  "future.not-done": futures("initial_state"),
  "future.of-cancelled": futures("cancel"),
  "future.set-once": futures("result exception"),
  "future.done-callbacks": doneCallbacks(
    "callbacks_invoked_on_set_result callbacks_invoked_on_set_exception",
  ),
  "future.remove-done-callback": doneCallbacks(
    "callbacks_remove_first_callback callbacks_remove_first_and_second_callback callbacks_remove_third_callback remove_done_callback",
  ),
  "future-exception-never-retrieved.reported": futures(
    "tb_logger_exception_unretrieved future_exception_never_retrieved",
  ),
  "task.name": tasks("task_set_name_pylong"),
  "task.get-coro": tasks("get_coro"),
  "task.get-context": tasks("get_context"),
  "task.cancel-throws": tasks("cancel"),
  "task.cancel-may-be-suppressed": tasks("cancel_task_catching"),
  "task.cancel-reaches-awaited-future": tasks("cancel_inner_future"),
  "task.cancelling": tasks("uncancel_basic"),
  "task.uncancel": tasks("uncancel_basic"),
  "shutdown-default-executor.timeout": base("shutdown_default_executor_timeout"),
  "run-in-executor.returns-future": events("run_in_executor"),
  "run-in-executor.runs-off-loop-thread": events("run_in_executor"),
  "set-default-executor.used-by-none": base("set_default_executor"),
  "set-default-executor.type-error": base("set_default_executor_error"),
  "set-exception-handler.called-with-loop-and-context": base("set_exc_handler_custom"),
  "set-exception-handler.none-restores": base("set_exc_handler_custom"),
  "set-exception-handler.invalid": base("set_exc_handler_invalid"),
  "set-debug.toggles": base("set_debug"),
  "create-connection.order-of-steps": events("create_connection"),
  "create-connection.sock-exclusive": network("create_connection_host_port_sock"),
  "create-connection.sock-ownership": sockets("create_connection_sock"),
  "create-connection.local-addr": events(
    "create_connection_local_addr create_connection_local_addr_in_use",
  ),
  "create-connection.multiple-errors": network("create_connection_multiple_errors"),
  "create-connection.ssl-handshake": [
    ...events("create_ssl_connection"),
    ...tls("create_connection_ssl_1"),
  ],
  "create-connection.server-hostname": network("create_connection_ssl_server_hostname_default"),
  "create-unix-connection.connects": events("create_unix_connection"),
  "create-unix-connection.ssl": events("create_ssl_unix_connection"),
  "create-unix-connection.path-kinds": unix("create_unix_connection_pathlike"),
  "create-datagram-endpoint.pair": events("create_datagram_endpoint"),
  "create-datagram-endpoint.sock": [
    ...events("create_datagram_endpoint_sock"),
    ...network("create_datagram_endpoint_sock"),
  ],
  "create-datagram-endpoint.family": network(
    "create_datagram_endpoint_sock_unix create_datagram_endpoint_noaddr_nofamily",
  ),
  "datagram-transport.sendto": datagram("sendto sendto_connected_addr"),
  "datagram-transport.sendto-empty": datagram("sendto_no_data"),
  "datagram-transport.type": datagram("transport_inheritance"),
  "datagram-protocol.datagram-received": datagram("read_ready"),
  "datagram-protocol.error-received": datagram(
    "sendto_error_received read_ready_oserr sendto_ready_error_received",
  ),
  "create-server.binds-and-serves": events("create_server"),
  "create-server.host-kinds": [
    ...events("create_server_multiple_hosts_ipv4 create_server_multiple_hosts_ipv6"),
    ...network("create_server_empty_host"),
  ],
  "create-server.ssl-accept": [...events("create_server_ssl"), ...tls("create_server_ssl_1")],
  "create-unix-server.serves": events("create_unix_server"),
  "create-unix-server.path-kinds": unix("create_unix_server_pathlike"),
  "create-unix-server.ssl": events("create_unix_server_ssl"),
  "create-unix-server.stale-path": unix("create_unix_server_existing_path_sock"),
  "create-unix-server.path-and-cleanup": unixServers(
    "unix_server_addr_cleanup unix_server_sock_cleanup unix_server_cleanup_gone unix_server_cleanup_replaced unix_server_cleanup_prevented",
  ),
  "connect-accepted-socket.wraps": events("connect_accepted_socket"),
  "connect-accepted-socket.ssl": [
    ...events("ssl_connect_accepted_socket"),
    ...tls("ssl_connect_accepted_socket"),
  ],
  "server.close-stops-listening": events("server_close"),
  "server.wait-closed": servers("wait_closed_basic wait_closed_race"),
  "server.serve-forever": [
    ...test("server", "BaseStartServer", "start_server_1"),
    ...test("server", "SelectorStartServerTests", "start_unix_server_1"),
  ],
  "server.get-loop": test("events", "TestServer", "get_loop"),
  "server.close-clients": servers("close_clients abort_clients"),
  "start-tls.upgrades": tls("start_tls_client_reg_proto_1 start_tls_server_1"),
  "sendfile.transport-sends": sendfile("sendfile sendfile_partial sendfile_pre_and_post_data"),
  "sendfile.falls-back": sendfile("sendfile_ssl sendfile_force_fallback"),
  "sendfile.no-fallback": sendfile("sendfile_no_fallback_for_fallback_transport"),
  "sock-recv.returns-bytes": sockets("sock_client_ops"),
  "sock-recv-into.count": sockets("huge_content_recvinto"),
  "sock-recvfrom.tuple": sockets("recvfrom"),
  "sock-recvfrom-into.tuple": sockets("recvfrom_into"),
  "sock-sendall.all-data": sockets("huge_content"),
  "sock-sendto.count": sockets("sendto_blocking"),
  "sock-connect.connects": sockets("sock_client_ops"),
  "sock-connect.raises": sockets("sock_client_fail"),
  "sock-accept.pair": sockets("sock_accept"),
  "sock-sendfile.bytes-sent": sockSendfile(
    "sock_sendfile_success sock_sendfile_with_offset_and_count sock_sendfile_zero_size",
  ),
  "getnameinfo.async-equivalent": network("getnameinfo"),
  "connect-read-pipe.receives-data": events("read_pipe"),
  "connect-write-pipe.writes": events("write_pipe write_pipe_disconnect_on_close"),
  "add-signal-handler.runs-in-loop": events(
    "add_signal_handler signal_handling_while_selecting signal_handling_args",
  ),
  "add-signal-handler.invalid-signal": signals("check_signal"),
  "remove-signal-handler.returns-bool": signals("remove_signal_handler"),
  "close.removes-signal-handlers": signals("close"),
  "subprocess-exec.pair-and-protocol-events": [
    ...children("subprocess_exec"),
    ...processes("subprocess_protocol_events"),
  ],
  "subprocess-exec.std-streams": [
    ...children("subprocess_stderr subprocess_stderr_redirect_to_stdout"),
    ...processes("devnull_input devnull_output devnull_error"),
  ],
  "subprocess-exec.rejects-text-args": processes("create_subprocess_exec_text_mode_fails"),
  "subprocess-exec.extra-kwargs": processes("create_subprocess_env_exec start_new_session"),
  "subprocess-shell.runs-shell": children("subprocess_shell"),
  "subprocess-transport.get-returncode": children("subprocess_exitcode"),
  "subprocess-transport.kill": children("subprocess_kill"),
  "subprocess-transport.terminate": children("subprocess_terminate"),
  "subprocess-transport.send-signal": children("subprocess_send_signal"),
  "subprocess.close-kills-child": processes("close_kill_running"),
  "transport.close-flushes": test(
    "selector_events",
    "SelectorTransportTests",
    "close close_write_buffer",
  ),
  "transport.abort": test("selector_events", "SelectorTransportTests", "abort"),
  "transport.extra-info-default": test(
    "transports",
    "TransportTests",
    "ctor_extra_is_none get_extra_info",
  ),
  "transport.pause-reading": [
    ...stream("pause_resume_reading pause_reading_connection_made"),
    ...readPipe("pause_reading resume_reading"),
  ],
  "transport.pause-reading-repeated": readPipe(
    "pause_reading_on_paused_pipe resume_reading_on_paused_pipe",
  ),
  "transport.pause-reading-closed": readPipe(
    "pause_reading_on_closed_pipe resume_reading_on_closed_pipe",
  ),
  "transport.write": stream("write write_partial write_buffer"),
  "transport.writelines": stream("writelines_send_full writelines_send_partial"),
  "transport.write-eof": stream("write_eof write_eof_buffer"),
  "transport.can-write-eof": writePipe("can_write_eof"),
  "transport.write-buffer-limits": test(
    "transports",
    "TransportTests",
    "flowcontrol_mixin_set_write_limits",
  ),
  "protocol.eof-received-closes": stream("read_ready_eof"),
  "protocol.eof-received-keeps": stream("read_ready_eof_keep_open"),
  "protocol.connection-lost-error": stream("read_ready_conn_reset"),
  "protocol.data-received": stream("read_ready"),
  "protocol.buffered": test(
    "buffered_proto",
    "BaseTestBufferedProtocol",
    "buffered_proto_create_connection",
  ),
  "run.accepts-awaitable": run("asyncio_run_return"),
  "runner.run-accepts-awaitable": runner("run run_future"),
};

/** The tests of CPython about a clause; none where none was found. */
export const cpythonTestsOf = (id: ClauseId): readonly string[] => CPYTHON_TESTS[id] ?? [];
