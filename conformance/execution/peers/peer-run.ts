/** One peer: performs its steps over blocking sockets, and says what it sees. */
import { constants } from "node:os";
import { familyOf, type PeerAddress, writeAddress } from "./addresses.ts";
import {
  Connection,
  ready,
  refuseUnlessBlocked,
  TimeIsUp,
  type Wait,
  type Waiting,
} from "./connection.ts";
import {
  closeDescriptor,
  closedInChildren,
  fixReceiveBuffer,
  openSocket,
  setBlocking,
} from "./descriptors.ts";
import { EncryptedConnection } from "./encrypted-connection.ts";
import type { PeerStart, Step, TakenOver } from "./messages.ts";
import { Received } from "./received.ts";
import { checked, numbers, SystemError, systemCalls } from "./system-calls.ts";

const { POLLIN, POLLOUT, MSG_DONTWAIT, SOL_SOCKET, SO_ERROR, AF_UNIX } = numbers;
const { EINPROGRESS, EAGAIN, EBADF, ENOTCONN } = constants.errno;
const CHUNK = 65_536;
/** Milliseconds until a Unix socket whose queue is full is tried again: no descriptor tells of it. */
const QUEUE_RETRY = 2;

type PeerConnection = Connection | EncryptedConnection;
type Of<Op extends Step["op"]> = Extract<Step, { readonly op: Op }>;
type Performers = { readonly [Op in Step["op"]]: (step: Of<Op>) => Waiting<void> | void };

/** A peer under way. */
export class PeerRun {
  readonly id: number;
  private readonly steps: readonly Step[];
  private readonly to: PeerAddress | TakenOver | undefined;
  private readonly say: (text: string) => void;
  private readonly endsAt: number;
  private readonly buffer = Buffer.allocUnsafe(CHUNK);
  private listener: number | undefined;
  private connection: PeerConnection | undefined;
  private readonly earlier: PeerConnection[] = [];
  /** The address of the last datagram's sender, as the system has written it. */
  private sender: Uint8Array | undefined;

  /** @param say told of what the peer sees */
  constructor({ id, steps, listener, to, seconds }: PeerStart, say: (text: string) => void) {
    this.id = id;
    this.steps = steps;
    this.listener = listener;
    this.to = to;
    this.endsAt = performance.now() + seconds * 1000;
    this.say = say;
  }

  /** Performs the steps; what it yields is what it waits for. */
  *run(): Generator<Wait, void, boolean> {
    try {
      yield* this.perform(this.steps);
    } catch (error) {
      if (error instanceof TimeIsUp) this.say("timeout");
      else if (error instanceof SystemError) this.say(`!${kindOfSystemError(error)}`);
      else throw error;
    }
  }

  /** Closes whatever is open of it. */
  release(): void {
    for (const each of [...this.earlier, this.connection]) each?.close();
    this.stopListening();
  }

  private *perform(steps: readonly Step[]): Waiting<void> {
    for (const step of steps) {
      if (performance.now() >= this.endsAt) throw new TimeIsUp();
      const waiting = this.performers[step.op](step as never);
      if (waiting !== undefined) yield* waiting;
    }
  }

  private readonly performers: Performers = {
    log: ({ text }) => this.say(text),
    repeat: (step) => this.repeat(step),
    wait: ({ event }) => this.awaitEvent(event),
    accept: () => this.accept(),
    connect: () => this.connect(),
    take_over: () => {
      const { fd, isSocket } = this.to as TakenOver;
      this.adopt(new Connection(fd, isSocket));
    },
    send: ({ data }) => this.current().send(data, this.endsAt),
    receive: ({ count }) => this.receive(count),
    receive_end: () => this.receive(Number.POSITIVE_INFINITY),
    swallow: () => this.swallow(),
    receive_nothing: ({ seconds }) => this.receiveNothing(seconds),
    half_close: () => this.current().halfClose(),
    hang_up: () => this.current().close(),
    reset: () => this.current().reset(),
    stop_listening: () => this.stopListening(),
    receive_from: () => this.receiveFrom(),
    send_to: ({ data }) => this.sendTo(data),
    handshake: (step) => this.handshake(step),
    decrypt: () => this.decrypt(),
  };

  private *handshake({ side, certificate, name }: Of<"handshake">): Waiting<void> {
    const encrypted = new EncryptedConnection(this.current(), side, certificate, name);
    this.connection = encrypted;
    yield* encrypted.handshake(this.endsAt);
    this.say("encrypted");
  }

  private *decrypt(): Waiting<void> {
    const { connection } = this;
    if (!(connection instanceof EncryptedConnection)) throw new Error("nothing is encrypted here");
    this.connection = yield* connection.decrypt(this.endsAt);
  }

  private *repeat({ times, body }: Of<"repeat">): Waiting<void> {
    for (let count = 0; count < times; count += 1) yield* this.perform(body);
  }

  private *awaitEvent(memory: SharedArrayBuffer): Waiting<void> {
    const event = new Int32Array(memory);
    if (Atomics.load(event, 0) !== 0) return;
    if (!(yield { event, until: this.endsAt })) throw new TimeIsUp();
  }

  private current(): PeerConnection {
    if (this.connection === undefined) throw new SystemError(ENOTCONN, "using a connection");
    return this.connection;
  }

  private listening(): number {
    if (this.listener === undefined) throw new SystemError(EBADF, "using what listens");
    return this.listener;
  }

  private stopListening(): void {
    if (this.listener !== undefined) closeDescriptor(this.listener);
    this.listener = undefined;
  }

  private adopt(connection: PeerConnection): void {
    if (this.connection !== undefined) this.earlier.push(this.connection);
    this.connection = connection;
  }

  private *accept(): Waiting<void> {
    const listener = this.listening();
    yield* ready(listener, POLLIN, this.endsAt);
    const fd = checked(systemCalls().accept(listener, null, null), "accepting a connection");
    this.adopt(new Connection(closedInChildren(fd)));
  }

  private *connect(): Waiting<void> {
    const to = this.to as PeerAddress;
    const isUnix = familyOf(to) === AF_UNIX;
    const fd = openSocket(isUnix ? "unix" : "tcp");
    this.adopt(new Connection(fd));
    fixReceiveBuffer(fd);
    setBlocking(fd, false);
    const address = writeAddress(to);
    while (systemCalls().connect(fd, address, address.length) === -1) {
      const errno = systemCalls().errno();
      if (isUnix && errno === EAGAIN) {
        yield { until: Math.min(performance.now() + QUEUE_RETRY, this.endsAt) };
        if (performance.now() >= this.endsAt) throw new TimeIsUp();
        continue;
      }
      if (errno !== EINPROGRESS) throw new SystemError(errno, "connecting");
      yield* ready(fd, POLLOUT, this.endsAt);
      const failure = errorOf(fd);
      if (failure !== 0) throw new SystemError(failure, "connecting");
      break;
    }
  }

  /** Receives so many bytes, fewer where the connection ends before. */
  private *receive(count: number): Waiting<void> {
    const received = new Received();
    let ending: string | undefined;
    while (ending === undefined && received.length < count) {
      ending = yield* this.take(received, count - received.length);
    }
    this.tell(received, ending);
  }

  private *swallow(): Waiting<void> {
    let ending: string | undefined;
    while (ending === undefined) ending = yield* this.take(new Received(), CHUNK);
  }

  private *receiveNothing(seconds: number): Waiting<void> {
    const until = Math.min(performance.now() + seconds * 1000, this.endsAt);
    try {
      const count = yield* this.current().receive(this.buffer, until);
      const received = new Received();
      received.add(this.buffer.subarray(0, count));
      this.tell(received, count === 0 ? "end" : undefined);
    } catch (error) {
      if (!(error instanceof TimeIsUp)) throw error;
      this.say("nothing");
    }
  }

  /** Receives once; how the connection ended, undefined while it has not. */
  private *take(received: Received, most: number): Waiting<string | undefined> {
    try {
      const room = this.buffer.subarray(0, Math.min(CHUNK, most));
      const count = yield* this.current().receive(room, this.endsAt);
      received.add(room.subarray(0, count));
      return count === 0 ? "end" : undefined;
    } catch (error) {
      if (error instanceof TimeIsUp) return "timeout";
      if (!(error instanceof SystemError)) throw error;
      return error.code === "ECONNRESET" ? "reset" : `!${kindOfSystemError(error)}`;
    }
  }

  private tell(received: Received, ending: string | undefined): void {
    if (received.length > 0) this.say(`received ${received}`);
    if (ending !== undefined) this.say(ending);
  }

  private *receiveFrom(): Waiting<void> {
    const fd = this.listening();
    yield* ready(fd, POLLIN, this.endsAt);
    const address = new Uint8Array(128);
    const length = new Int32Array([address.length]);
    const { recvfrom } = systemCalls();
    const count = checked(
      recvfrom(fd, this.buffer, CHUNK, MSG_DONTWAIT, address, length),
      "receiving a datagram",
    );
    this.sender = address.subarray(0, length[0]);
    const received = new Received();
    received.add(this.buffer.subarray(0, count));
    this.say(`datagram(${received})`);
  }

  private *sendTo(data: Uint8Array): Waiting<void> {
    this.listener ??= openSocket("udp");
    const to = this.to === undefined ? this.sender : writeAddress(this.to as PeerAddress);
    if (to === undefined) throw new SystemError(ENOTCONN, "answering a datagram");
    const { sendto } = systemCalls();
    while (sendto(this.listener, data, data.length, MSG_DONTWAIT, to, to.length) === -1) {
      refuseUnlessBlocked("sending a datagram");
      yield* ready(this.listener, POLLOUT, this.endsAt);
    }
  }
}

function errorOf(fd: number): number {
  const value = new Int32Array(1);
  const length = new Int32Array([4]);
  checked(systemCalls().getsockopt(fd, SOL_SOCKET, SO_ERROR, value, length), "asking for an error");
  return value[0] as number;
}

const KINDS: { readonly [code: string]: string } = {
  EAGAIN: "BlockingIOError",
  ECONNABORTED: "ConnectionAbortedError",
  ECONNREFUSED: "ConnectionRefusedError",
  ECONNRESET: "ConnectionResetError",
  EEXIST: "FileExistsError",
  EINTR: "InterruptedError",
  ENOENT: "FileNotFoundError",
  EPERM: "PermissionError",
  EPIPE: "BrokenPipeError",
  ETIMEDOUT: "TimeoutError",
};

/** What Python calls the error. */
const kindOfSystemError = ({ code }: SystemError): string => KINDS[code] ?? "OSError";
