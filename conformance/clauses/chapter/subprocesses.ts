import { FROM_3_14, may, must, should, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

const PROTOCOLS = "Transports and Protocols: Base Protocol";

/** `loop.subprocess_exec()` and `loop.subprocess_shell()`, their transports and protocols */
export const subprocesses = {
  "subprocess-exec.pair-and-protocol-events": must(
    docs("loop.subprocess_exec()", 32, "what subprocess_exec returns; events of the protocol"),
    "subprocess_exec() returns transport and protocol; the protocol hears of data on each pipe, the process's exit and the loss of the connection.",
  ),
  "subprocess-exec.std-streams": must(
    docs("loop.subprocess_exec()", 10, "stdin, stdout, stderr"),
    "Each standard stream of a subprocess is a pipe by default and may be inherited, discarded, a given file or descriptor; stderr may join stdout.",
  ),
  "subprocess-exec.rejects-text-args": must(
    observed("loop.subprocess_exec()", "none: the text binds the caller and names no reaction"),
    "subprocess_exec() raises ValueError for universal_newlines, shell, bufsize, text, encoding and errors.",
  ),
  "subprocess-exec.arg-types": must(
    docs("loop.subprocess_exec()", 2, "types of the arguments"),
    "The program and arguments of subprocess_exec() may be strings or bytes.",
  ),
  "subprocess-exec.extra-kwargs": must(
    docs("loop.subprocess_exec()", 27, "other keyword arguments"),
    "Other keyword arguments of subprocess_exec(), such as cwd and env, work as in subprocess.Popen.",
  ),
  "subprocess-shell.runs-shell": must(
    docs("loop.subprocess_shell()", 1, "subprocess_shell"),
    "subprocess_shell() lets the platform's shell run the command, a string or bytes.",
  ),
  "subprocess-transport.methods": must(
    docs("Transports and Protocols: Subprocess Transports", "methods"),
    "The transport of a subprocess has get_pid, get_returncode, get_pipe_transport, send_signal, terminate, kill and close.",
  ),
  "subprocess-transport.get-pid": must(
    docs("SubprocessTransport.get_pid()", "result"),
    "get_pid() of a child's transport returns the id of the child's process, a number.",
  ),
  "subprocess-transport.get-returncode": must(
    docs("SubprocessTransport.get_returncode()", "result, as in Popen"),
    "get_returncode() of a child's transport returns None while the child runs, then its status, or the negative number of the signal that ended it.",
  ),
  "subprocess-transport.get-pipe-transport": must(
    docs("SubprocessTransport.get_pipe_transport()", "result for 0, 1, 2 and others"),
    "get_pipe_transport() of a child's transport returns the transport of the standard stream 0, 1 or 2, and None where that is no pipe.",
  ),
  "subprocess-transport.kill": must(
    docs("SubprocessTransport.kill()", "SIGKILL on POSIX"),
    "kill() of a child's transport ends the child by SIGKILL.",
  ),
  "subprocess-transport.terminate": must(
    docs("SubprocessTransport.terminate()", "SIGTERM on POSIX"),
    "terminate() of a child's transport sends SIGTERM to the child, which may ignore it.",
  ),
  "subprocess-transport.send-signal": must(
    docs("SubprocessTransport.send_signal()", "the signal"),
    "send_signal() of a child's transport sends the given signal to the child.",
  ),
  "subprocess-transport.close-calls-connection-lost": must(
    docs("BaseTransport.close()", "connection_lost() follows"),
    "close() of a child's transport leads to connection_lost(None) of its protocol, once.",
  ),
  "subprocess-protocol.called-between": must(
    docs(PROTOCOLS, "other callbacks come between the two"),
    "The other methods of a subprocess protocol are called between connection_made() and connection_lost(): a child's output and end come before its loss.",
  ),
  "subprocess-protocol.pipe-data-received": must(
    docs("SubprocessProtocol.pipe_data_received()", "fd and data"),
    "pipe_data_received() gets the number of the child's stream and all that the child writes there, as bytes that are not empty.",
  ),
  "subprocess-protocol.pipe-connection-lost": must(
    docs("SubprocessProtocol.pipe_connection_lost()", "fd and exc"),
    "pipe_connection_lost() is called with the number of the stream once one of the child's pipes is closed.",
  ),
  "subprocess-protocol.process-exited": must(
    docs("SubprocessProtocol.process_exited()", "when the child has exited"),
    "process_exited() is called once, when the child has ended.",
  ),
  "subprocess.missing-executable": must(
    observed("loop.subprocess_exec()"),
    "subprocess_exec() raises FileNotFoundError for a program that does not exist, and leaks no descriptor.",
  ),
  "subprocess.close-kills-child": must(
    docs("SubprocessTransport.close()", 1, "close()"),
    "Closing the transport of a child that still runs kills the child.",
  ),
  "subprocess.any-thread-loop": should(
    docs("Subprocesses: Subprocess and Threads", 1, "loops outside the main thread"),
    "A loop that runs in a thread other than the main one can run subprocesses.",
  ),
  "child-watchers.api": untestable(
    may(
      docs("Policies: Process Watchers", 6, "functions and classes"),
      "asyncio has get_child_watcher, set_child_watcher and the watcher classes.",
      { until: "3.13" },
    ),
    "The functions are the interpreter's own: whether they are there says nothing about a loop.",
  ),
  "child-watchers.removed": may(
    docs("What's New In Python 3.14: Removed", "child watchers"),
    "asyncio has no child watchers.",
    FROM_3_14,
  ),
} as const satisfies ChapterTable;
