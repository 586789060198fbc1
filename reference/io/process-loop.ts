/** @source Event Loop: Working with pipes, Running Subprocesses */
import type { Coroutine } from "../futures/coroutine.ts";
import type { PathText } from "./path-text.ts";
import type { PipeLike, ReadPipeTransport, WritePipeTransport } from "./pipe-transports.ts";
import type { StreamingProtocol, SubprocessProtocol } from "./protocols.ts";
import type { SubprocessOptions } from "./subprocess.ts";
import type { SubprocessTransport } from "./subprocess-transport.ts";
import type { BaseProtocol } from "./transport.ts";

/** A loop that connects pipes and starts child processes. */
export interface ProcessLoop {
  /**
   * Makes a transport that reads from a pipe, and its protocol.
   *
   * @param protocolFactory makes the protocol
   * @param pipe the end to read from, which the transport owns from now on
   * @throws ValueError when it is a file
   */
  connectReadPipe<P extends StreamingProtocol>(
    protocolFactory: () => P,
    pipe: PipeLike,
  ): Coroutine<[transport: ReadPipeTransport, protocol: P]>;

  /**
   * Makes a transport that writes to a pipe, and its protocol.
   *
   * @param protocolFactory makes the protocol
   * @param pipe the end to write to, which the transport owns from now on
   * @throws ValueError when it is a file
   */
  connectWritePipe<P extends BaseProtocol>(
    protocolFactory: () => P,
    pipe: PipeLike,
  ): Coroutine<[transport: WritePipeTransport, protocol: P]>;

  /**
   * Starts a program.
   *
   * @param protocolFactory makes the protocol
   * @param args program and arguments; no shell is involved
   * @param options standard streams (pipes unless given), folder, environment
   * @returns the transport of the child, and its protocol
   * @throws FileNotFoundError, PermissionError and other OSErrors when it cannot be started
   * @throws TypeError, ValueError when an argument is wrong
   */
  subprocessExec<P extends SubprocessProtocol>(
    protocolFactory: () => P,
    args: readonly PathText[],
    options?: SubprocessOptions,
  ): Coroutine<[transport: SubprocessTransport, protocol: P]>;

  /**
   * Runs a command line in the shell.
   *
   * @param protocolFactory makes the protocol
   * @param command the line; whoever makes it quotes what others have written
   * @param options standard streams (pipes unless given), folder, environment
   * @returns the transport of the shell, and its protocol
   */
  subprocessShell<P extends SubprocessProtocol>(
    protocolFactory: () => P,
    command: string | Uint8Array,
    options?: SubprocessOptions,
  ): Coroutine<[transport: SubprocessTransport, protocol: P]>;
}
