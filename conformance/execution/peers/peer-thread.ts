/** The thread of the peers: runs all peers of a program, one beside the other, apart from the loop under test. */
import { receiveMessageOnPort, workerData } from "node:worker_threads";
import type { Wait } from "./connection.ts";
import { type PeerThreadData, READY, REPORTS, type Report, type Request } from "./messages.ts";
import { PeerRun } from "./peer-run.ts";
import { numbers, systemCalls } from "./system-calls.ts";

/** Milliseconds of one wait: while the thread is in the C library, it can neither be ended nor let the process exit. */
const LONGEST_WAIT = 250;
/** Sixteen-bit units of one `struct pollfd`: the descriptor takes two, then what is wanted and what was found. */
const UNITS = 4;

interface Active {
  readonly run: PeerRun;
  readonly steps: Generator<Wait, void, boolean>;
  wait: Wait | undefined;
}

const { port, state: memory, wake } = workerData as PeerThreadData;
const state = new Int32Array(memory);
const scratch = new Uint8Array(1024);
let peers: PeerRun[] = [];
let active: Active[] = [];

function report(message: Report): void {
  port.postMessage(message);
  // Afterwards: whoever is woken finds the message.
  Atomics.add(state, REPORTS, 1);
  Atomics.notify(state, REPORTS);
}

function answer(request: Request): void {
  if ("release" in request) {
    for (const peer of peers) peer.release();
    peers = [];
    active = [];
    report({ released: true });
    return;
  }
  const { start } = request;
  const run = new PeerRun(start, (said) => report({ peer: start.id, said }));
  peers.push(run);
  const peer: Active = { run, steps: run.run(), wait: undefined };
  active.push(peer);
  advance(peer, true);
}

/** Lets a peer go on to where it waits. */
function advance(peer: Active, came: boolean): void {
  const id = peer.run.id;
  try {
    const step = peer.steps.next(came);
    if (!step.done) {
      peer.wait = step.value;
      return;
    }
    report({ peer: id, ended: true });
  } catch (error) {
    const failure = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
    report({ peer: id, ended: true, failure });
  }
  active = active.filter((other) => other !== peer);
}

/** Answers requests and runs peers until none is left. */
function serve(): void {
  do {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
      answer(next.message as Request);
    }
    if (active.length > 0) turn();
  } while (active.length > 0);
}

/** Waits until a peer can go on, or there is a request. */
function turn(): void {
  const waits = active.map(({ wait }) => wait as Wait);
  const table = new Int16Array((waits.length + 1) * UNITS);
  const fds = new Int32Array(table.buffer);
  const watch = (place: number, fd: number, events: number) => {
    fds[place * 2] = fd;
    table[place * UNITS + 2] = events;
  };
  watch(0, wake, numbers.POLLIN);
  // A negative descriptor is passed over.
  for (const [index, { fd = -1, events = 0 }] of waits.entries()) watch(index + 1, fd, events);
  const left = Math.min(...waits.map(({ until }) => until)) - performance.now();
  const most = waits.some(isSet) ? 0 : Math.ceil(Math.min(Math.max(left, 0), LONGEST_WAIT));
  systemCalls().poll(table, waits.length + 1, most);
  if (table[3] !== 0) systemCalls().read(wake, scratch, scratch.length);
  for (const [index, peer] of [...active].entries()) {
    const wait = waits[index] as Wait;
    const came = table[(index + 1) * UNITS + 3] !== 0 || isSet(wait);
    if (came || performance.now() >= wait.until) advance(peer, came);
  }
}

const isSet = ({ event }: Wait): boolean => event !== undefined && Atomics.load(event, 0) !== 0;

port.on("message", (request: Request) => {
  answer(request);
  serve();
});
systemCalls();
Atomics.store(state, READY, 1);
Atomics.notify(state, READY);
