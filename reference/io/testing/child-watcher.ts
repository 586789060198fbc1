import type { Coroutine } from "../../futures/coroutine.ts";
import type { Future } from "../../futures/future.ts";
import type { PollEventLoop } from "../poll-loop.ts";
import { SubprocessProtocol } from "../protocols.ts";

/** Writes down what it is told of a child. */
export class ChildRecorder extends SubprocessProtocol {
  readonly events: string[] = [];
  /** Output by descriptor. */
  readonly output: [string, string, string] = ["", "", ""];
  readonly over: Future<void>;
  private readonly started: Future<void>;

  constructor(loop: PollEventLoop) {
    super();
    this.over = loop.createFuture<void>();
    this.started = loop.createFuture<void>();
  }

  /** Waits for the first output. */
  *untilStarted(): Coroutine<void> {
    yield* this.started;
  }

  override connectionMade(): void {
    this.events.push("made");
  }

  override pipeDataReceived(fd: number, data: Buffer): void {
    this.output[fd as 1 | 2] += data;
    if (!this.started.done()) this.started.setResult();
  }

  override pipeConnectionLost(fd: number, exception: unknown): void {
    this.events.push(`pipe ${fd} ${exception}`);
  }

  override processExited(): void {
    this.events.push("exited");
  }

  override connectionLost(exception: unknown): void {
    this.events.push(`lost ${exception}`);
    this.over.setResult();
  }
}
