/** The loop's side of the peers: starts their thread, and asks it without ever waiting for Node's own loop. */
import { join } from "node:path";
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from "node:worker_threads";
import { packageRoot } from "#package-root";
import { runsFromSources } from "../processes/spawn-node.ts";
import { openPipe, setBlocking } from "./descriptors.ts";
import { type PeerThreadData, READY, REPORTS, type Report, type Request } from "./messages.ts";
import { systemCalls } from "./system-calls.ts";

/** Milliseconds until a thread that does not start, or does not answer, is given up. */
const PATIENCE = 20_000;
const ONE = new Uint8Array(1);

/** One thread for the peers of all programs of a driver: it starts with the first program that has any. */
export class PeerWorker {
  private static current: PeerWorker | undefined;
  private readonly port: MessagePort;
  private readonly state = new Int32Array(new SharedArrayBuffer(8));
  private readonly wake: number;

  /** The thread; starts it, and waits until it is there. */
  static get(): PeerWorker {
    PeerWorker.current ??= new PeerWorker();
    return PeerWorker.current;
  }

  private constructor() {
    const [reading, writing] = openPipe();
    setBlocking(reading, false);
    setBlocking(writing, false);
    this.wake = writing;
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const data: PeerThreadData = {
      port: port2,
      state: this.state.buffer as SharedArrayBuffer,
      wake: reading,
    };
    const worker = new Worker(entry(), {
      eval: runsFromSources(),
      workerData: data,
      transferList: [port2],
      // What loads the main thread's sources is none of its business.
      execArgv: [],
    });
    worker.unref();
    this.port.unref();
    if (Atomics.wait(this.state, READY, 0, PATIENCE) === "timed-out") {
      throw new Error(`the thread of the peers did not start within ${PATIENCE / 1000} s`);
    }
  }

  /** Sends a request. */
  ask(request: Request): void {
    this.port.postMessage(request);
    this.poke();
  }

  /** Has the thread look at its requests and events. */
  poke(): void {
    systemCalls().write(this.wake, ONE, 1);
  }

  /** The reports that have come since the last look. */
  *reports(): Generator<Report, void, undefined> {
    for (let next = receiveMessageOnPort(this.port); next; next = receiveMessageOnPort(this.port)) {
      yield next.message as Report;
    }
  }

  /** How many reports have been sent. Asked before {@link reports}, so that {@link awaitReport} misses none. */
  get count(): number {
    return Atomics.load(this.state, REPORTS);
  }

  /** Blocks until there are more reports than so many; false when it took too long. */
  awaitReport(seen: number, milliseconds: number): boolean {
    return Atomics.wait(this.state, REPORTS, seen, milliseconds) !== "timed-out";
  }
}

/** The thread's entry: the built one, or, where this process runs from sources, what loads the source. */
function entry(): string {
  if (!runsFromSources()) {
    return join(packageRoot, "dist/conformance/execution/peers/peer-thread.js");
  }
  const folder = join(packageRoot, "conformance/execution");
  const [loader, source] = ["drivers/run-sources.cjs", "peers/peer-thread.ts"].map((file) =>
    JSON.stringify(join(folder, file)),
  );
  return `require(${loader}); require(${source});`;
}
