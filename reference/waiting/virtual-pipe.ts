/** @source ours: a pipe for the virtual selector */
import { READ, WRITE } from "./selector.ts";
import type { VirtualSelector } from "./virtual.ts";

/** One end of a connection, of a {@link VirtualSelector}: what is sent to it makes it readable. */
export class VirtualPipe {
  private readonly selector: VirtualSelector;
  private readonly fd: number;
  private readonly received: string[] = [];

  /**
   * Makes an end that is writable and has nothing to read.
   *
   * @param selector selector of the loop that watches it
   */
  constructor(selector: VirtualSelector) {
    this.selector = selector;
    this.fd = selector.allocate();
    selector.makeReady(this.fd, WRITE);
  }

  /** The descriptor, for `addReader()` and its kin. */
  fileno(): number {
    return this.fd;
  }

  /**
   * Lets something arrive at this end.
   *
   * @param data what arrives
   */
  send(data: string): void {
    this.received.push(data);
    this.selector.makeReady(this.fd, READ);
  }

  /** Takes all that has arrived. */
  recv(): string {
    this.selector.clearReady(this.fd, READ);
    return this.received.splice(0).join("");
  }
}
