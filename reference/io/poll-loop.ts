/** @source Event Loop: Event Loop Implementations */
import type { Coroutine } from "../futures/coroutine.ts";
import { NetworkLoop } from "./network-loop.ts";
import type { PipeLike, ReadPipeTransport, WritePipeTransport } from "./pipe-transports.ts";
import { connectReadPipe, connectWritePipe } from "./pipes.ts";
import type { BaseProtocol, StreamingProtocol, SubprocessProtocol } from "./protocols.ts";
import { type SubprocessOptions, subprocessExec, subprocessShell } from "./subprocess.ts";
import type { SubprocessTransport } from "./subprocess-transport.ts";

/**
 * An event loop on real descriptors: network I/O, pipes and child processes, on POSIX systems.
 *
 * Its methods are spread over the classes that it extends, one for each heading of the chapter.
 *
 * DIVERGES: there is no TLS, and there are no signal handlers. Both would need Node's own loop,
 * which stands still while this one blocks.
 *
 * @clause preface.performs-network-io
 * @clause preface.runs-subprocesses
 */
export class PollEventLoop extends NetworkLoop {
  /**
   * Makes a transport that reads from a pipe, and its protocol.
   *
   * @param protocolFactory makes the protocol
   * @param pipe the end to read from, which the transport owns from now on
   * @throws ValueError when it is a file
   * @clause connect-read-pipe.receives-data
   * @clause connect-read-pipe.rejects-regular-file
   * @clause pipe.set-nonblocking
   * @clause pipe.closes-fd-on-transport-close
   */
  override connectReadPipe<P extends StreamingProtocol>(
    protocolFactory: () => P,
    pipe: PipeLike,
  ): Coroutine<[transport: ReadPipeTransport, protocol: P]> {
    return connectReadPipe(this, protocolFactory, pipe);
  }

  /**
   * Makes a transport that writes to a pipe, and its protocol.
   *
   * @param protocolFactory makes the protocol
   * @param pipe the end to write to, which the transport owns from now on
   * @throws ValueError when it is a file
   * @clause connect-write-pipe.writes
   */
  override connectWritePipe<P extends BaseProtocol>(
    protocolFactory: () => P,
    pipe: PipeLike,
  ): Coroutine<[transport: WritePipeTransport, protocol: P]> {
    return connectWritePipe(this, protocolFactory, pipe);
  }

  /**
   * Starts a program.
   *
   * @param protocolFactory makes the protocol
   * @param args program and arguments; no shell is involved
   * @param options standard streams (pipes unless given), folder, environment
   * @returns the transport of the child, and its protocol
   * @throws FileNotFoundError, PermissionError and other OSErrors when it cannot be started
   * @throws TypeError, ValueError when an argument is wrong
   * @clause subprocess-exec.pair-and-protocol-events
   * @clause subprocess-exec.std-streams
   * @clause subprocess-exec.rejects-text-args
   * @clause subprocess-exec.arg-types
   * @clause subprocess-exec.extra-kwargs
   * @clause subprocess.missing-executable
   * @clause subprocess.close-kills-child
   * @clause subprocess.any-thread-loop
   */
  override subprocessExec<P extends SubprocessProtocol>(
    protocolFactory: () => P,
    args: readonly string[],
    options: SubprocessOptions = {},
  ): Coroutine<[transport: SubprocessTransport, protocol: P]> {
    return subprocessExec(this, protocolFactory, args, options);
  }

  /**
   * Runs a command line in the shell.
   *
   * @param protocolFactory makes the protocol
   * @param command the line; whoever makes it quotes what others have written
   * @param options standard streams (pipes unless given), folder, environment
   * @returns the transport of the shell, and its protocol
   * @clause subprocess-shell.runs-shell
   */
  override subprocessShell<P extends SubprocessProtocol>(
    protocolFactory: () => P,
    command: string,
    options: SubprocessOptions = {},
  ): Coroutine<[transport: SubprocessTransport, protocol: P]> {
    return subprocessShell(this, protocolFactory, command, options);
  }
}

/**
 * Makes a loop on real descriptors.
 *
 * @throws NotImplementedError where there is no `poll(2)` or the package koffi is missing
 */
export function newPollEventLoop(): PollEventLoop {
  return new PollEventLoop();
}
