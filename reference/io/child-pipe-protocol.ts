import { Protocol } from "./protocols.ts";
import type { BaseProtocol } from "./transport.ts";

/** A child process, as the pipes to it see it. */
export interface PipeOwner {
  /** A pipe has brought data. */
  pipeReceived(number: number, data: Buffer): void;
  /** A pipe is closed. */
  pipeLost(number: number, exception: unknown): void;
  /** The protocol of the child. */
  getProtocol(): BaseProtocol;
}

/** Passes what happens to a pipe on to the protocol of the child. */
export class ChildPipeProtocol extends Protocol {
  private readonly child: PipeOwner;
  private readonly number: number;

  /** @param number the child's descriptor */
  constructor(child: PipeOwner, number: number) {
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
