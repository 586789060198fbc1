import { Protocol } from "./protocols.ts";
import type { SubprocessTransport } from "./subprocess-transport.ts";

/** Passes what happens to a pipe on to the protocol of the child. */
export class ChildPipeProtocol extends Protocol {
  private readonly child: SubprocessTransport;
  private readonly number: number;

  /** @param number the child's descriptor */
  constructor(child: SubprocessTransport, number: number) {
    super();
    this.child = child;
    this.number = number;
  }

  override dataReceived(data: Buffer): void {
    this.child.pipeReceived(this.number, data);
  }

  override connectionLost(exception: unknown): void {
    this.child.pipeLost(this.number, exception);
  }

  override pauseWriting(): void {
    this.child.getProtocol().pauseWriting();
  }

  override resumeWriting(): void {
    this.child.getProtocol().resumeWriting();
  }
}
