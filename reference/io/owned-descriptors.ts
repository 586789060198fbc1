import { type Callback, NO_ARGS } from "../context/handle.ts";
import type { ErrorContext } from "../loop/error-context.ts";
import { descriptorOf, type Watching } from "../loop/watching.ts";
import { isInterrupt, RuntimeError } from "../text/errors.ts";
import { ResourceWarning, warn } from "../text/warnings.ts";
import { type FileDescriptorLike, READ, WRITE } from "../waiting/selector.ts";
import { closeDescriptor } from "./descriptors.ts";

/** What a loop gives back to the system when it is closed. */
export interface OpenThing {
  /** Gives back what the system holds, and tells nobody. */
  release(): void;
  /** For people. */
  toString(): string;
}

/** The owner of a descriptor. */
export interface OpenTransport extends OpenThing {
  /** Whether it is closing or closed. */
  isClosing(): boolean;
  /** Ends it because its descriptor was closed behind its back. */
  disown(): void;
}

/** A server that is not closed. */
export interface OpenServer {
  /** Closes what listens. */
  close(): void;
  /** For people. */
  toString(): string;
}

/**
 * The descriptors and processes that a loop's own transports and servers hold.
 *
 * What transports own is theirs: user code cannot watch it as well.
 */
export class OwnedDescriptors {
  /** The open transports, by descriptor. */
  readonly transports = new Map<number, OpenTransport>();
  readonly servers = new Set<OpenServer>();
  /** The child processes that are not over. */
  readonly children = new Set<OpenThing>();
  /** The descriptors that tell of the end of a child. */
  readonly childDescriptors = new Set<number>();
  private readonly watching: Watching;

  constructor(watching: Watching) {
    this.watching = watching;
  }

  /** `addReader()` for the owner of a descriptor. */
  watchReader(fd: number, callback: Callback): void {
    this.watching.watch("addReader", READ, fd, callback, NO_ARGS);
  }

  /** `removeReader()` for the owner of a descriptor. */
  unwatchReader(fd: number): void {
    this.watching.unwatch(READ, fd);
  }

  /** `addWriter()` for the owner of a descriptor. */
  watchWriter(fd: number, callback: Callback): void {
    this.watching.watch("addWriter", WRITE, fd, callback, NO_ARGS);
  }

  /** `removeWriter()` for the owner of a descriptor. */
  unwatchWriter(fd: number): void {
    this.watching.unwatch(WRITE, fd);
  }

  /** What identifies a watch of a descriptor: another one has another. */
  watchOf(fd: number, direction: typeof READ | typeof WRITE): object | undefined {
    return this.watching.handleOf(fd, direction);
  }

  /**
   * Refuses a descriptor that belongs to an open transport.
   *
   * @throws RuntimeError
   * @clause add-reader.transport-fd-rejected
   */
  refuse(value: FileDescriptorLike): void {
    if (this.transports.size === 0) return;
    const fd = descriptorOf(value);
    const transport = this.transports.get(fd);
    if (transport === undefined || transport.isClosing()) return;
    throw new RuntimeError(`File descriptor ${fd} is used by transport ${transport}`);
  }

  /**
   * Gives back all that the system holds: connections are dropped, children killed.
   * A ResourceWarning names each.
   */
  releaseAll(report: (context: ErrorContext) => void): void {
    for (const owner of [...this.children, ...this.transports.values()]) {
      warn(ResourceWarning, `unclosed transport ${owner}`);
      release(owner, report);
    }
    for (const server of this.servers) {
      warn(ResourceWarning, `unclosed server ${server}`);
      server.close();
    }
    for (const fd of this.childDescriptors) closeDescriptor(fd);
    this.childDescriptors.clear();
  }
}

/** What closes a pipe may be the user's, and its error must not keep the others open. */
function release(transport: OpenThing, report: (context: ErrorContext) => void): void {
  try {
    transport.release();
  } catch (exception) {
    if (isInterrupt(exception)) throw exception;
    const message = "Closing a transport with its loop has failed";
    report({ message, exception, transport });
  }
}
