/** Surroundings of the reference loop on real descriptors. */
import { writeSync } from "node:fs";
import {
  createSubprocessExec,
  koffiAbsence,
  opensslAbsence,
  PollEventLoop,
  PollSelector,
  Socket,
  socketPair,
  TlsContext,
} from "../../../reference/index.ts";
import { AdapterError } from "./adapter-error.ts";
import type { Pair, TlsMaterial } from "./host.ts";

/** Bytes; what a program lets arrive is one each. */
const DRAIN_SIZE = 4096;

/** Records what the loop asks it for. */
class RecordingSelector extends PollSelector {
  readonly polls: (number | null)[] = [];

  override select(timeout: number | null) {
    this.polls.push(timeout);
    return super.select(timeout);
  }
}

/**
 * What the interpreter is given; the polls are those of a program's first loop.
 *
 * @throws AdapterError where descriptors cannot be polled
 */
export function pollSurroundings() {
  const absence = koffiAbsence();
  if (absence !== null) {
    throw new AdapterError("variant-unavailable", absence, "`reference` judges without it.");
  }
  let first: RecordingSelector | undefined;
  const peers = new WeakMap<object, Socket>();
  return {
    clocks: ["real"],
    clockResolution: 0.001,
    makeLoop: () => {
      const selector = new RecordingSelector();
      first ??= selector;
      return new PollEventLoop(selector);
    },
    host: {
      begin: () => {
        first = undefined;
      },
      polls: () => first?.polls ?? [],
      makePair: (): Pair => {
        const [a, b] = socketPair();
        peers.set(a, b);
        peers.set(b, a);
        return [a, b];
      },
      sockets: true,
      makeReady: (end: unknown) => {
        writeSync((peers.get(end as object) as Socket).fileno(), "x");
      },
      drain: (end: unknown) => {
        (end as Socket).recv(DRAIN_SIZE);
      },
      closePair: (pair: Pair) => {
        for (const end of pair as readonly Socket[]) end.close();
      },
      subprocessExit,
      io: {
        areas: ["network", "unix-sockets", "datagrams", "pipes", "files", "children"],
        socketFrom: (fd: number) => Socket.fromDescriptor(fd),
        ...(opensslAbsence() === null ? { tls: contextFrom } : {}),
      },
    },
  } as const;
}

const contextFrom = ({ side, ...material }: TlsMaterial) => new TlsContext(side, material);

function* subprocessExit(status: number) {
  const script = ["-e", `process.exitCode = ${status}`];
  const child = yield* createSubprocessExec(process.execPath, script);
  return yield* child.wait();
}
