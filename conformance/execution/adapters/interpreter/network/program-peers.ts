/** The peers of one program, as the program has hold of them. */
import { PEER_SECONDS } from "../../../../language/network.ts";
import type { PeerAddress } from "../../../peers/addresses.ts";
import {
  bindTo,
  fixReceiveBuffer,
  listenAt,
  openSocket,
  portOf,
} from "../../../peers/descriptors.ts";
import type { PeerStart, Step, TakenOver } from "../../../peers/messages.ts";
import { PeerWorker } from "../../../peers/peer-worker.ts";
import { Unsupported } from "../faults.ts";
import type { Recorder } from "../recorder.ts";

/** Where a peer listens. */
export interface Listening {
  readonly transport: "tcp" | "udp" | "unix";
  readonly path?: string;
  readonly backlog: number;
  readonly refuses: boolean;
}

/** Milliseconds that a peer may take longer than it gives itself: its thread has its turn late on a busy machine. */
const GRACE = 1000;
/** Milliseconds until the thread of the peers must have let go of a program's sockets. */
const RELEASE = 10_000;

/** A peer of the program. */
export class ProgramPeer {
  readonly label: string;
  /** The port that it listens at; undefined where it does not. */
  readonly port: number | undefined;
  readonly said: string[] = [];
  ended = false;
  handedOver = false;

  constructor(label: string, port: number | undefined) {
    this.label = label;
    this.port = port;
  }
}

/** Starts peers, and takes over what they have seen. */
export class ProgramPeers {
  private readonly recorder: Recorder;
  private readonly seconds: number;
  private readonly worker = PeerWorker.get();
  private readonly peers: ProgramPeer[] = [];
  private released = false;
  private failure: string | undefined;

  /** @param seconds until a peer gives up */
  constructor(recorder: Recorder, seconds = PEER_SECONDS) {
    this.recorder = recorder;
    this.seconds = seconds;
  }

  /** Starts a peer; it listens when this returns. */
  start(
    label: string,
    steps: readonly Step[],
    listening: Listening | undefined,
    to: PeerAddress | TakenOver | undefined,
  ): ProgramPeer {
    const listener = listening === undefined ? undefined : listen(listening);
    const hasPort = listener !== undefined && listening?.transport !== "unix";
    const peer = new ProgramPeer(label, hasPort ? portOf(listener) : undefined);
    const id = this.peers.push(peer) - 1;
    const start: PeerStart = {
      id,
      steps,
      seconds: this.seconds,
      ...(listener === undefined ? {} : { listener }),
      ...(to === undefined ? {} : { to }),
    };
    this.worker.ask({ start });
    return peer;
  }

  /** Has the peers look at the events that they wait for. */
  poke(): void {
    this.worker.poke();
  }

  /** Whether a peer has come to its end. */
  hasEnded(peer: ProgramPeer): boolean {
    this.takeReports();
    return peer.ended;
  }

  /** Waits for the end of a peer, blocking, and takes over what it saw. */
  join(peer: ProgramPeer): void {
    const giveUp = performance.now() + this.seconds * 1000 + GRACE;
    this.awaitReports(giveUp, () => peer.ended);
    this.handOver(peer);
  }

  /** Puts what the peer saw into the trace, once. */
  handOver(peer: ProgramPeer): void {
    if (peer.handedOver) return;
    peer.handedOver = true;
    for (const text of peer.said) this.recorder.log(text);
  }

  /** How often an entry is among what peers have said that is not yet in the trace. */
  count(text: string): number {
    this.takeReports();
    const waiting = this.peers.filter(({ handedOver }) => !handedOver);
    return waiting.flatMap(({ said }) => said).filter((entry) => entry === text).length;
  }

  /** What went wrong in a peer that is the driver's own fault; undefined if nothing did. */
  fault(): string | undefined {
    this.takeReports();
    return this.failure;
  }

  /** Ends the peers, and waits until their sockets are closed. */
  dispose(): void {
    this.worker.ask({ release: true });
    this.awaitReports(performance.now() + RELEASE, () => this.released);
    if (!this.released) throw new Error("the peers of the program could not be ended");
  }

  private awaitReports(giveUp: number, enough: () => boolean): void {
    for (;;) {
      const { count } = this.worker;
      this.takeReports();
      const left = giveUp - performance.now();
      if (enough() || left <= 0) return;
      this.worker.awaitReport(count, left);
    }
  }

  private takeReports(): void {
    for (const report of this.worker.reports()) {
      if ("released" in report) this.released = true;
      else {
        const peer = this.peers[report.peer] as ProgramPeer;
        if ("said" in report) peer.said.push(`${peer.label}: ${report.said}`);
        else {
          peer.ended = true;
          if (report.failure !== undefined) {
            this.failure ??= `the peer ${peer.label} failed: ${report.failure}`;
          }
        }
      }
    }
  }
}

/** The peer that a value of the program is. */
export function peerIn(value: unknown): ProgramPeer {
  if (value instanceof ProgramPeer) return value;
  throw new Unsupported("only peers can be waited for here: this adapter has no threads");
}

function listen({ transport, path, backlog, refuses }: Listening): number {
  const fd = openSocket(transport);
  if (transport !== "udp") fixReceiveBuffer(fd);
  bindTo(fd, transport === "unix" ? (path as string) : 0);
  if (transport !== "udp" && !refuses) listenAt(fd, backlog);
  return fd;
}
