/** @source Transports and Protocols: Subprocess Transports */
import { constants as osConstants } from "node:os";
import type { Future } from "../futures/future.ts";
import type { Signal } from "../loop/abstract-event-loop.ts";
import { ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { ChildPipeProtocol } from "./child-pipe-protocol.ts";
import { reap, watchChild } from "./child-watcher.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import { errnos, osError } from "./os-error.ts";
import { pipeParts, ReadPipeTransport, WritePipeTransport } from "./pipe-transports.ts";
import type { SubprocessProtocol } from "./protocols.ts";
import { BaseTransport } from "./transport.ts";

const { SIGKILL } = osConstants.signals;

/** Transport of a pipe to a child. */
export type ChildPipe = ReadPipeTransport | WritePipeTransport;

/**
 * A child process and the pipes to it.
 *
 * `connectionLost()` is called when the child has ended and all pipes are closed.
 */
export class SubprocessTransport extends BaseTransport<SubprocessProtocol> {
  private readonly pid: number;
  private readonly pipes = new Map<number, ChildPipe>();
  /** The pipes that are not closed yet. */
  private readonly open = new Set<number>();
  private returncode: number | null = null;
  private finished = false;
  private waiters: Future<number>[] = [];

  /** @internal */
  constructor(
    loop: DescriptorLoop,
    protocol: SubprocessProtocol,
    pid: number,
    args: readonly string[],
    ends: ReadonlyMap<number, number>,
  ) {
    super(loop, protocol, { subprocess: { pid, args: [...args] } });
    this.pid = pid;
    loop.owned.children.add(this);
    loop.callSoon(() => this.getProtocol().connectionMade(this));
    for (const [number, fd] of ends) this.addPipe(number, fd);
    watchChild(loop, pid, (returncode) => this.exited(returncode));
  }

  /** The child's process id. */
  getPid(): number {
    return this.pid;
  }

  /** Exit status, or minus the number of the signal that ended it; null while it runs. */
  getReturncode(): number | null {
    return this.returncode;
  }

  /**
   * The transport of a pipe; null when there is none.
   *
   * @param fd the child's descriptor: 0, 1 or 2
   */
  getPipeTransport(fd: number): ChildPipe | null {
    return this.pipes.get(fd) ?? null;
  }

  /**
   * Sends a signal.
   *
   * @param signal name or number
   * @throws ProcessLookupError when the loop has seen the child's end
   * @throws PermissionError when the child runs as somebody else by now
   * @throws ValueError, OSError when there is no such signal
   */
  sendSignal(signal: Signal): void {
    const number = typeof signal === "number" ? signal : osConstants.signals[signal];
    // Node has words of its own for numbers that do not fit into 32 bits.
    if ((number | 0) !== number) {
      throw new ValueError(`Expected \`signal\` to be a signal, got ${describe(signal)}`);
    }
    const doing = `signalling process ${this.pid}`;
    if (this.returncode !== null) throw osError(errnos.ESRCH, doing);
    // Nobody but this loop waits for the child, so the number cannot be another process's yet.
    const errno = tryKill(this.pid, number);
    if (errno !== 0 && errno !== errnos.ESRCH) throw osError(errno, doing);
  }

  /** Asks the child to end: SIGTERM. */
  terminate(): void {
    this.sendSignal("SIGTERM");
  }

  /** Ends the child: SIGKILL, which it cannot ignore. */
  kill(): void {
    this.sendSignal("SIGKILL");
  }

  /** Closes the pipes, and ends the child if it still runs. */
  close(): void {
    if (this.closing) return;
    this.closing = true;
    for (const pipe of this.pipes.values()) pipe.close();
    if (this.returncode === null) tryKill(this.pid, SIGKILL);
  }

  /** The same as {@link close}. */
  abort(): void {
    this.close();
  }

  /** @internal A future for the exit status. */
  exit(): Future<number> {
    const waiter = this.loop.createFuture<number>();
    if (this.returncode !== null) waiter.setResult(this.returncode);
    else this.waiters.push(waiter);
    return waiter;
  }

  /** @internal The loop is closed: leaves neither process nor zombie behind. */
  release(): void {
    this.closing = true;
    this.loop.owned.children.delete(this);
    if (this.returncode !== null) return;
    // A child that cannot be killed, because it runs as somebody else by now, is not waited for.
    const wait = tryKill(this.pid, SIGKILL) !== errnos.EPERM;
    this.returncode = reap(this.pid, { wait });
  }

  /** For people: process id and state. */
  override toString(): string {
    const state = this.returncode === null ? "running" : `returncode=${this.returncode}`;
    return `<SubprocessTransport pid=${this.pid} ${state}>`;
  }

  // The protocol is told in a callback of its own: an error there goes to the exception handler,
  // and touches neither the pipe nor what the protocol is still to be told.

  /** @internal */
  pipeReceived(fd: number, data: Buffer): void {
    this.loop.callSoon(() => this.getProtocol().pipeDataReceived(fd, data));
  }

  /** @internal */
  pipeLost(fd: number, exception: unknown): void {
    this.open.delete(fd);
    this.loop.callSoon(() => this.getProtocol().pipeConnectionLost(fd, exception));
    this.finishIfOver();
  }

  private addPipe(number: number, fd: number): void {
    const parts = pipeParts(this.loop, fd, new ChildPipeProtocol(this, number));
    const pipe = number === 0 ? new WritePipeTransport(parts) : new ReadPipeTransport(parts);
    this.pipes.set(number, pipe);
    this.open.add(number);
    pipe.begin(null);
  }

  private exited(returncode: number): void {
    this.returncode = returncode;
    this.loop.callSoon(() => this.getProtocol().processExited());
    for (const waiter of this.waiters) if (!waiter.done()) waiter.setResult(returncode);
    this.waiters = [];
    this.finishIfOver();
  }

  private finishIfOver(): void {
    if (this.finished || this.returncode === null || this.open.size > 0) return;
    this.finished = true;
    this.closing = true;
    this.loop.owned.children.delete(this);
    this.loop.callSoon(() => this.getProtocol().connectionLost(null));
  }
}

/** Sends a signal; 0, or the system's error number. */
function tryKill(pid: number, signal: number): number {
  try {
    process.kill(pid, signal);
    return 0;
  } catch (error) {
    const { errno } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    return -errno; // Node's are negative
  }
}
