import { FROM_3_14, may, must, pending, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.subprocess_exec()` and `loop.subprocess_shell()` */
export const subprocesses = {
  "subprocess-exec.pair-and-protocol-events": pending(
    must(
      docs("loop.subprocess_exec()", 32, "what subprocess_exec returns; events of the protocol"),
      "subprocess_exec() returns transport and protocol; the protocol hears of data on each pipe, the process's exit and the loss of the connection.",
    ),
  ),
  "subprocess-exec.std-streams": pending(
    must(
      docs("loop.subprocess_exec()", 10, "stdin, stdout, stderr"),
      "Each standard stream of a subprocess is a pipe by default and may be inherited, discarded, a given file or descriptor; stderr may join stdout.",
    ),
  ),
  "subprocess-exec.rejects-text-args": pending(
    must(
      observed("loop.subprocess_exec()", "none: the text binds the caller and names no reaction"),
      "subprocess_exec() raises ValueError for universal_newlines, shell, bufsize, text, encoding and errors.",
    ),
  ),
  "subprocess-exec.arg-types": pending(
    must(
      docs("loop.subprocess_exec()", 2, "types of the arguments"),
      "The program and arguments of subprocess_exec() may be strings or bytes.",
    ),
  ),
  "subprocess-exec.extra-kwargs": pending(
    must(
      docs("loop.subprocess_exec()", 27, "other keyword arguments"),
      "Other keyword arguments of subprocess_exec(), such as cwd and env, work as in subprocess.Popen.",
    ),
  ),
  "subprocess-shell.runs-shell": pending(
    must(
      docs("loop.subprocess_shell()", 1, "subprocess_shell"),
      "subprocess_shell() lets the platform's shell run the command, a string or bytes.",
    ),
  ),
  "subprocess-transport.methods": pending(
    must(
      docs("Transports and Protocols: Subprocess Transports", "methods"),
      "The transport of a subprocess has get_pid, get_returncode, get_pipe_transport, send_signal, terminate, kill and close.",
    ),
  ),
  "subprocess.missing-executable": pending(
    must(
      observed("loop.subprocess_exec()"),
      "subprocess_exec() raises FileNotFoundError for a program that does not exist, and leaks no descriptor.",
    ),
  ),
  "subprocess.close-kills-child": pending(
    must(
      docs("SubprocessTransport.close()", 1, "close()"),
      "Closing the transport of a child that still runs kills the child.",
    ),
  ),
  "subprocess.any-thread-loop": pending(
    should(
      docs("Subprocesses: Subprocess and Threads", 1, "loops outside the main thread"),
      "A loop that runs in a thread other than the main one can run subprocesses.",
    ),
  ),
  "child-watchers.api": pending(
    may(
      docs("Policies: Process Watchers", 6, "functions and classes"),
      "asyncio has get_child_watcher, set_child_watcher and the watcher classes.",
      { until: "3.13" },
    ),
  ),
  "child-watchers.removed": may(
    docs("What's New In Python 3.14: Removed", "child watchers"),
    "asyncio has no child watchers.",
    FROM_3_14,
  ),
} as const satisfies ChapterTable;
