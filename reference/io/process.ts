/** @source Subprocesses: Creating Subprocesses, Interacting with Subprocesses */
import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import { gather } from "../futures/gather.ts";
import type { AbstractEventLoop, Signal } from "../loop/abstract-event-loop.ts";
import { describe } from "../text/format.ts";
import { BrokenPipeError, ConnectionResetError } from "./os-error.ts";
import type { ReadPipeTransport, WritePipeTransport } from "./pipe-transports.ts";
import { SubprocessProtocol } from "./protocols.ts";
import { DrainGate } from "./stream-flow.ts";
import { checkLimit, DEFAULT_LIMIT, StreamReader } from "./stream-reader.ts";
import { StreamWriter } from "./stream-writer.ts";
import { runningPollLoop, type StreamOptions } from "./streams.ts";
import type { SubprocessOptions } from "./subprocess.ts";
import type { ChildPipe, SubprocessTransport } from "./subprocess-transport.ts";
import type { BaseTransport } from "./transport.ts";

/** Makes streams of the pipes to a child. */
class ProcessStreamProtocol extends SubprocessProtocol {
  readonly readers = new Map<number, StreamReader>();
  stdin: StreamWriter<WritePipeTransport> | null = null;
  private readonly loop: AbstractEventLoop;
  private readonly limit: number;
  private readonly gate: DrainGate;
  private readonly stdinClosed: Future<void>;

  constructor(loop: AbstractEventLoop, limit: number) {
    super();
    checkLimit(limit); // before there is a child
    this.loop = loop;
    this.limit = limit;
    this.gate = new DrainGate(loop);
    this.stdinClosed = loop.createFuture<void>();
  }

  override connectionMade(transport: BaseTransport): void {
    const child = transport as SubprocessTransport;
    for (const fd of [1, 2]) {
      const pipe = child.getPipeTransport(fd);
      if (pipe !== null) this.readers.set(fd, this.readerOf(pipe));
    }
    const pipe = child.getPipeTransport(0) as WritePipeTransport | null;
    if (pipe !== null) this.stdin = new StreamWriter(pipe, this.gate, null, this.stdinClosed);
  }

  override pipeDataReceived(fd: number, data: Buffer): void {
    this.readers.get(fd)?.feedData(data);
  }

  override pipeConnectionLost(fd: number, exception: unknown): void {
    if (fd === 0) {
      this.gate.connectionLost(exception);
      if (exception === null) this.stdinClosed.setResult();
      else this.stdinClosed.setException(exception);
      this.stdinClosed.markRetrieved(); // not everybody waits for the end
      return;
    }
    const reader = this.readers.get(fd);
    if (exception === null) reader?.feedEof();
    else reader?.setException(exception);
  }

  override pauseWriting(): void {
    this.gate.pause();
  }

  override resumeWriting(): void {
    this.gate.resume();
  }

  private readerOf(pipe: ChildPipe): StreamReader {
    const reader = new StreamReader(this.loop, this.limit);
    reader.setTransport(pipe as ReadPipeTransport);
    return reader;
  }
}

/** A child process, with its standard streams. */
export class Process {
  /** Writes to the child's standard input; null when that is no pipe. */
  readonly stdin: StreamWriter<WritePipeTransport> | null;
  /** Reads the child's standard output; null when that is no pipe. */
  readonly stdout: StreamReader | null;
  /** Reads the child's standard error; null when that is no pipe. */
  readonly stderr: StreamReader | null;
  private readonly transport: SubprocessTransport;

  /** @internal */
  constructor(transport: SubprocessTransport, protocol: ProcessStreamProtocol) {
    this.transport = transport;
    this.stdin = protocol.stdin;
    this.stdout = protocol.readers.get(1) ?? null;
    this.stderr = protocol.readers.get(2) ?? null;
  }

  /** Process id. */
  get pid(): number {
    return this.transport.getPid();
  }

  /** Exit status, or minus the number of the signal that ended it; null while it runs. */
  get returncode(): number | null {
    return this.transport.getReturncode();
  }

  /**
   * Waits until the child has ended. A child that fills a pipe which nobody reads never ends: use
   * {@link communicate}.
   *
   * @returns exit status, or minus the number of the signal that ended it
   */
  *wait(): Coroutine<number> {
    return yield* this.transport.exit();
  }

  /**
   * Sends a signal.
   *
   * @param signal name or number
   * @throws ProcessLookupError when the child has ended
   */
  sendSignal(signal: Signal): void {
    this.transport.sendSignal(signal);
  }

  /** Asks the child to end: SIGTERM. */
  terminate(): void {
    this.transport.terminate();
  }

  /** Ends the child: SIGKILL. */
  kill(): void {
    this.transport.kill();
  }

  /**
   * Writes the input, reads all output, and waits until the child has ended.
   *
   * @param input what to write to standard input, which is closed then
   * @returns what the child has written; null for a stream that is no pipe
   */
  *communicate(
    input: Uint8Array | null = null,
  ): Coroutine<[stdout: Buffer | null, stderr: Buffer | null]> {
    const [, stdout, stderr] = yield* gather([
      this.feed(input),
      drainOf(this.stdout),
      drainOf(this.stderr),
    ]);
    yield* this.wait();
    return [stdout, stderr];
  }

  /** A child need not read what it is given: that it does not is no error. */
  private *feed(input: Uint8Array | null): Coroutine<void> {
    const { stdin } = this;
    if (stdin === null) return;
    try {
      if (input !== null) {
        stdin.write(input);
        yield* stdin.drain();
      }
    } catch (error) {
      if (!(error instanceof BrokenPipeError || error instanceof ConnectionResetError)) throw error;
    }
    stdin.close();
  }
}

function* drainOf(reader: StreamReader | null): Coroutine<Buffer | null> {
  return reader === null ? null : yield* reader.read();
}

/**
 * Starts a program, in the running loop. Its standard streams are this process's own unless PIPE
 * or something else is given.
 *
 * @param program name, looked up in PATH, or path
 * @param args arguments
 * @param options where its streams lead, its folder, environment, session and process group; `limit`
 *   as in `StreamReader`
 * @throws FileNotFoundError, PermissionError and other OSErrors when it cannot be started
 * @throws TypeError, ValueError when an argument is wrong
 */
export function* createSubprocessExec(
  program: string,
  args: readonly string[] = [],
  { limit = DEFAULT_LIMIT, ...options }: SubprocessOptions & StreamOptions = {},
): Coroutine<Process> {
  const loop = runningPollLoop("createSubprocessExec");
  if (!Array.isArray(args)) {
    throw new TypeError(`Expected \`args\` to be an array, got ${describe(args)}`);
  }
  const make = () => new ProcessStreamProtocol(loop, limit);
  const made = yield* loop.subprocessExec(make, [program, ...args], { ...INHERIT, ...options });
  return new Process(...made);
}

/**
 * Runs a command line in the shell, in the running loop.
 *
 * @param command the line; whoever makes it quotes what others have written
 */
export function* createSubprocessShell(
  command: string,
  { limit = DEFAULT_LIMIT, ...options }: SubprocessOptions & StreamOptions = {},
): Coroutine<Process> {
  const loop = runningPollLoop("createSubprocessShell");
  const make = () => new ProcessStreamProtocol(loop, limit);
  const made = yield* loop.subprocessShell(make, command, { ...INHERIT, ...options });
  return new Process(...made);
}

const INHERIT = { stdin: null, stdout: null, stderr: null } as const;
