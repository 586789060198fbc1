/**
 * The loop inside a Node program: Node's own loop does the waiting, coroutines await promises, native async functions await
 * tasks, and Node's timers go on meanwhile.
 *
 * Run: npx tsx reference/examples/hosted.ts
 */
import { readFile } from "node:fs/promises";
import {
  type Coroutine,
  EventLoop,
  fromPromise,
  gather,
  HostSelector,
  sleep,
  toPromise,
} from "../index.ts";

const loop = new EventLoop(new HostSelector());

/** A coroutine that awaits a promise. */
function* firstLine(file: string): Coroutine<string> {
  const text = yield* fromPromise(loop, readFile(file, "utf8"));
  return text.slice(0, text.indexOf("\n"));
}

/** A native async function that awaits a task of the loop. */
async function waited(seconds: number): Promise<string> {
  await toPromise(loop, sleep(seconds));
  return "waited";
}

function* main(): Coroutine<void> {
  const [line, word] = yield* gather([
    firstLine("LICENSE"),
    fromPromise(loop, waited(0.001)),
  ] as const);
  console.log(line);
  console.log(word);
}

let ticks = 0;
const ticking = setInterval(() => {
  ticks += 1;
}, 0);

async function run(): Promise<void> {
  await loop.runAsync(main());
  clearInterval(ticking);
  loop.close();
  console.log(ticks > 0 ? "Node's timers went on" : "Node's timers stood still");
}

void run();
