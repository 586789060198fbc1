import { type Callback, NO_ARGS } from "../context/handle.ts";
import { EventLoop } from "../loop/event-loop.ts";
import { descriptorOf, type FileDescriptorLike } from "../loop/watching.ts";
import { NO_OPTIONS } from "../text/check.ts";
import { isInterrupt, RuntimeError } from "../text/errors.ts";
import { ResourceWarning, warn } from "../text/warnings.ts";
import { PollSelector } from "../waiting/poll.ts";
import type { DescriptorTransport } from "./descriptor-transport.ts";
import { closeDescriptor } from "./descriptors.ts";
import type { BaseProtocol } from "./protocols.ts";
import type { Server } from "./server.ts";
import type { SubprocessTransport } from "./subprocess-transport.ts";

/**
 * A loop that waits for real descriptors: the foundation of all its network I/O.
 *
 * What transports own is theirs: user code cannot watch it beside them.
 */
export class DescriptorLoop extends EventLoop {
  /** @internal The open transports, by descriptor. */
  readonly transports = new Map<number, DescriptorTransport<BaseProtocol>>();
  /** @internal The servers that are not closed. */
  readonly servers = new Set<Server>();
  /** @internal The child processes that are not over. */
  readonly children = new Set<SubprocessTransport>();
  /** @internal The descriptors that tell of the end of a child. */
  readonly childDescriptors = new Set<number>();

  /**
   * @param selector how the loop waits for descriptors
   * @throws NotImplementedError where there is no such selector; says what to do
   */
  constructor(selector: PollSelector = new PollSelector()) {
    super(selector);
  }

  /**
   * Has a callback called whenever a descriptor can be read from. Replaces an earlier one.
   *
   * A descriptor that was closed behind the loop's back counts as readable: whoever reads gets the
   * system's error.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @param callback what to call
   * @param args positional arguments
   * @throws ValueError when it is no descriptor
   * @throws OSError when it is not open
   * @throws RuntimeError when it belongs to a transport
   * @clause add-reader.fires-when-readable
   * @clause add-reader.accepts-fd-or-object
   * @clause add-reader.invalid-fd
   * @clause add-reader.level-triggered
   * @clause add-reader.transport-fd-rejected
   */
  override addReader(
    fd: FileDescriptorLike,
    callback: Callback,
    args = NO_ARGS,
    options = NO_OPTIONS,
  ): void {
    this.refuseTransport(fd);
    super.addReader(fd, callback, args, options);
  }

  /**
   * Stops to watch a descriptor for reading.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @returns whether it was watched
   * @throws RuntimeError when it belongs to a transport
   * @clause remove-reader.pending-callback-dropped
   */
  override removeReader(fd: FileDescriptorLike): boolean {
    this.refuseTransport(fd);
    return super.removeReader(fd);
  }

  /**
   * Has a callback called whenever a descriptor can be written to. Replaces an earlier one.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @param callback what to call
   * @param args positional arguments
   * @throws ValueError when it is no descriptor
   * @throws OSError when it is not open
   * @throws RuntimeError when it belongs to a transport
   * @clause add-writer.fires-when-writable
   * @clause add-writer.independent-of-reader
   */
  override addWriter(
    fd: FileDescriptorLike,
    callback: Callback,
    args = NO_ARGS,
    options = NO_OPTIONS,
  ): void {
    this.refuseTransport(fd);
    super.addWriter(fd, callback, args, options);
  }

  /**
   * Stops to watch a descriptor for writing.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @returns whether it was watched
   * @throws RuntimeError when it belongs to a transport
   */
  override removeWriter(fd: FileDescriptorLike): boolean {
    this.refuseTransport(fd);
    return super.removeWriter(fd);
  }

  /**
   * Closes the loop for ever, and gives back all that the system holds for it: connections are
   * dropped, children killed. A ResourceWarning names each.
   *
   * @throws RuntimeError when the loop is running
   */
  override close(): void {
    super.close();
    for (const owner of [...this.children, ...this.transports.values()]) {
      warn(ResourceWarning, `unclosed transport ${owner}`);
      this.release(owner);
    }
    for (const server of this.servers) {
      warn(ResourceWarning, `unclosed server ${server}`);
      server.close();
    }
    for (const fd of this.childDescriptors) closeDescriptor(fd);
    this.childDescriptors.clear();
  }

  /** @internal `addReader()` for the owner of a descriptor. */
  watchReader(fd: number, callback: () => void): void {
    super.addReader(fd, callback);
  }

  /** @internal `removeReader()` for the owner of a descriptor. */
  unwatchReader(fd: number): void {
    super.removeReader(fd);
  }

  /** @internal `addWriter()` for the owner of a descriptor. */
  watchWriter(fd: number, callback: () => void): void {
    super.addWriter(fd, callback);
  }

  /** @internal `removeWriter()` for the owner of a descriptor. */
  unwatchWriter(fd: number): void {
    super.removeWriter(fd);
  }

  /** What closes a pipe may be the user's, and its error must not keep the others open. */
  private release(transport: SubprocessTransport | DescriptorTransport<BaseProtocol>): void {
    try {
      transport.release();
    } catch (exception) {
      if (isInterrupt(exception)) throw exception;
      const message = "Closing a transport with its loop has failed";
      this.callExceptionHandler({ message, exception, transport });
    }
  }

  /** @internal Refuses a descriptor that belongs to an open transport. */
  refuseTransport(value: FileDescriptorLike): void {
    if (this.transports.size === 0) return;
    const fd = descriptorOf(value);
    const transport = this.transports.get(fd);
    if (transport === undefined || transport.isClosing()) return;
    throw new RuntimeError(`File descriptor ${fd} is used by transport ${transport}`);
  }
}
