import type { Coroutine } from "../futures/coroutine.ts";
import { RuntimeError } from "../text/errors.ts";
import type { StreamTransport } from "./stream-transport.ts";

/** Whoever sends a file over a transport has it alone: nothing else is written, and nothing received. */
export class SendingTurn {
  private readonly transport: StreamTransport;
  private taken = false;

  /** @param transport what is sent over */
  constructor(transport: StreamTransport) {
    this.transport = transport;
  }

  /**
   * Refuses to write while a file is sent.
   *
   * @throws RuntimeError
   */
  refuseWhileTaken(): void {
    if (this.taken) throw new RuntimeError("unable to write; sendfile is in progress");
  }

  /**
   * Sends behind all that was written.
   *
   * @throws RuntimeError when the transport is closing, or sends already
   */
  *take<T>(send: () => Coroutine<T>): Coroutine<T> {
    const { transport } = this;
    if (transport.isClosing()) throw new RuntimeError("Transport is closing");
    if (this.taken) throw new RuntimeError("sendfile is in progress already");
    const wasReading = transport.isReading();
    this.taken = true;
    transport.pauseReading();
    try {
      yield* transport.whenSent();
      return yield* send();
    } finally {
      this.taken = false;
      if (wasReading) transport.resumeReading();
    }
  }
}
