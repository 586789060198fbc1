/** Speaks the driver protocol on standard input and output, for an adapter. */
import { ADAPTER_DEFAULTS, type Adapter } from "../adapter.ts";
import type { LoopRunOptions } from "../adapters/adapt-loop.ts";
import {
  type Clock,
  type DriverRequest,
  type FatalReply,
  type HelloReply,
  type Observation,
  PROTOCOL_VERSION,
  type RunRequest,
} from "../protocol.ts";
import { RequestLines, sendMessage } from "./standard-streams.ts";
import { Watchdog } from "./watchdog.ts";

/** Exit status after a request that makes no sense. */
const MALFORMED = 2;
/** Exit status when no loop can be made, and after a hang that the main thread could report itself. */
const FAILED = 3;

const DEFAULT_CLOCKS: readonly Clock[] = ["real"];

/** What the protocol needs besides the adapter. */
export interface ServeOptions {
  /** Runs a program in a process of its own. */
  readonly runIsolated: (request: RunRequest) => Observation;
}

/** Says that nothing can be judged, and ends the process. */
export function fatal(message: string, detail?: string): never {
  const reply: FatalReply = {
    type: "fatal",
    message,
    ...(detail === undefined ? {} : { detail }),
  };
  sendMessage(reply);
  return process.exit(FAILED);
}

/** Answers requests until `bye` or the end of the input, then ends the process. */
export async function serve(adapter: Adapter, options: ServeOptions): Promise<never> {
  const watchdog = new Watchdog();
  const lines = new RequestLines();
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const request = parseRequest(line);
    if (request.type === "bye") break;
    if (request.type === "hello") sendMessage(greeting(adapter, request.protocol));
    else await answer(request, adapter, watchdog, options);
  }
  await adapter.close?.();
  return process.exit(0);
}

function greeting(adapter: Adapter, protocol: number): HelloReply {
  if (protocol !== PROTOCOL_VERSION) {
    fatal(`this driver speaks version ${PROTOCOL_VERSION} of the protocol, not ${protocol}`);
  }
  return {
    type: "hello",
    protocol: PROTOCOL_VERSION,
    implementation: {
      name: adapter.name,
      version: adapter.version,
      language: "JavaScript",
      languageVersion: `Node ${process.versions.node}`,
      platform: `${process.platform} ${process.arch}`,
    },
    edition: adapter.edition ?? ADAPTER_DEFAULTS.edition,
    capabilities: adapter.capabilities,
    clocks: adapter.clocks ?? DEFAULT_CLOCKS,
    clockResolution: adapter.clockResolution ?? ADAPTER_DEFAULTS.clockResolution,
  };
}

async function answer(
  request: RunRequest,
  adapter: Adapter,
  watchdog: Watchdog,
  { runIsolated }: ServeOptions,
): Promise<void> {
  const { seq, clock } = request;
  const started = performance.now();
  const isolates = adapter.isolates === true;
  if (!(adapter.clocks ?? DEFAULT_CLOCKS).includes(clock)) {
    const why = `the adapter offers no ${clock} clock`;
    sendMessage({ type: "result", seq, ...nothing([]), outcome: "unsupported", why, us: 0 });
    return;
  }
  const alone = request.isolate && !isolates;
  const observation = alone ? runIsolated(request) : await runWatched(request, adapter, watchdog);
  const us = Math.round((performance.now() - started) * 1000);
  sendMessage({ type: "result", seq, ...observation, us });
}

async function runWatched(
  { seq, program, timeout, clock }: RunRequest,
  adapter: Adapter,
  watchdog: Watchdog,
): Promise<Observation> {
  const runOptions: LoopRunOptions = {
    timeout,
    clock,
    onEntry: (entry, replaces) => watchdog.mirror.add(entry, replaces),
    onFolder: (path) => watchdog.folders.add(path),
  };
  watchdog.arm(seq, timeout);
  try {
    const running = adapter.run(program, runOptions);
    const seen = running instanceof Promise ? await awaitResult(running, seq, watchdog) : running;
    if (typeof seen?.outcome === "string" && Array.isArray(seen.trace)) return seen;
    throw new TypeError(`it returned ${JSON.stringify(seen)}, which is not an observation`);
  } catch (error) {
    return faulty(error, watchdog.trace());
  } finally {
    watchdog.disarm();
  }
}

/** Node ends a process that has nothing left to wait for: a promise that cannot settle any more is a hang. */
async function awaitResult(
  promise: Promise<Observation>,
  seq: number,
  watchdog: Watchdog,
): Promise<Observation> {
  const nothingLeft = () => {
    const why = "nothing is left to wait for, and the program has not ended";
    watchdog.disarm();
    const seen = { ...nothing(watchdog.trace()), outcome: "hang", why };
    sendMessage({ type: "result", seq, ...seen, us: 0, tainted: true });
    process.exit(FAILED);
  };
  process.once("beforeExit", nothingLeft);
  try {
    return await promise;
  } finally {
    process.off("beforeExit", nothingLeft);
  }
}

const nothing = (trace: readonly string[]) => ({
  trace,
  metrics: {},
  reports: [],
  warnings: [],
  logs: [],
});

/** An adapter never throws for what a program did: this is its own fault. */
function faulty(error: unknown, trace: readonly string[]): Observation {
  const stack = error instanceof Error ? error.stack : undefined;
  const why = `the adapter's run() failed: ${error instanceof Error ? error.message : String(error)}`;
  return {
    ...nothing(trace),
    outcome: "error",
    why,
    ...(stack === undefined ? {} : { stack }),
  };
}

function parseRequest(line: string): DriverRequest {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch (error) {
    return malformed(`a request is not JSON: ${(error as Error).message}`);
  }
  const type = (request as { type?: unknown } | null)?.type;
  if (type === "hello" || type === "bye") return request as DriverRequest;
  if (type !== "run") return malformed(`there is no request of type ${JSON.stringify(type)}`);
  const { seq, program, timeout } = request as Partial<RunRequest>;
  if (!Number.isInteger(seq) || (seq as number) < 1) {
    return malformed(`expected \`seq\` to be a whole number from 1, got ${String(seq)}`);
  }
  if (typeof timeout !== "number" || !(timeout > 0)) {
    return malformed(`expected \`timeout\` to be a number of seconds, got ${String(timeout)}`);
  }
  if (typeof program?.fns !== "object" || !Array.isArray(program.main)) {
    return malformed("expected `program` to have `fns` and `main`");
  }
  return request as RunRequest;
}

function malformed(message: string): never {
  console.error(`loopspec driver: ${message}`);
  return process.exit(MALFORMED);
}
