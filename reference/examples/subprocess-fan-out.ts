/**
 * Runs many child processes, but no more than a few at a time.
 *
 * Run: npx tsx reference/examples/subprocess-fan-out.ts
 */
import {
  type Coroutine,
  createSubprocessExec,
  gather,
  newPollEventLoop,
  PIPE,
  run,
} from "../index.ts";

const JOBS = 12;
const LIMIT = 4;

let running = 0;
let most = 0;

function* square(n: number): Coroutine<number> {
  running += 1;
  most = Math.max(most, running);
  const child = yield* createSubprocessExec("expr", [String(n), "*", String(n)], { stdout: PIPE });
  const [output] = yield* child.communicate();
  running -= 1;
  if (child.returncode !== 0) throw new Error(`expr ended with ${child.returncode}`);
  return Number(output);
}

/** As many of these as may run at a time share one queue of jobs. */
function* worker(queue: Iterator<number>, results: Map<number, number>): Coroutine<void> {
  for (let next = queue.next(); !next.done; next = queue.next()) {
    results.set(next.value, yield* square(next.value));
  }
}

function* main(): Coroutine<void> {
  const queue = Array.from({ length: JOBS }, (_, i) => i + 1).values();
  const results = new Map<number, number>();
  yield* gather(Array.from({ length: LIMIT }, () => worker(queue, results)));
  const squares = [...results.keys()].sort((a, b) => a - b).map((n) => results.get(n));
  console.log(squares.join(" "));
  console.log(`at most ${most} at a time`);
}

run(main(), { loopFactory: newPollEventLoop });
