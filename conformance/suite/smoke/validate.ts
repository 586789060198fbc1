/** Checks a driver against the protocol: what it answers, and what it does when things go wrong. */

import { DriverFault } from "../../execution/processes/driver-fault.ts";
import { type DriverCommand, DriverProcess } from "../../execution/processes/driver-process.ts";
import {
  type DriverRequest,
  PROTOCOL_VERSION,
  type ResultReply,
} from "../../execution/protocol.ts";
import type { Program } from "../../language/case.ts";

/** One point of the protocol. */
export interface ProtocolPoint {
  readonly point: string;
  readonly ok: boolean;
  /** What is wrong, or what was seen. */
  readonly message: string;
}

const START = 20;
const EMPTY: Program = { fns: {}, main: [] };
const hello: DriverRequest = { type: "hello", protocol: PROTOCOL_VERSION };
const run = (seq: number, program: Program, timeout = 5): DriverRequest => ({
  type: "run",
  seq,
  program,
  timeout,
  clock: "real",
  isolate: false,
});

class Mismatch extends Error {}
const demand = (holds: boolean, message: string) => {
  if (!holds) throw new Mismatch(message);
};

async function result(
  driver: DriverProcess,
  request: DriverRequest,
  seconds = 10,
): Promise<ResultReply> {
  const reply = await driver.request(request, seconds);
  if (reply.type !== "result") throw new Mismatch(`\`run\` was answered with \`${reply.type}\``);
  return reply;
}

const POINTS: readonly (readonly [string, (driver: DriverProcess) => Promise<string>])[] = [
  [
    "greets with version, implementation, edition, capabilities and clock resolution",
    async (driver) => {
      const reply = await driver.request(hello, START);
      if (reply.type === "fatal") throw new Mismatch(`it cannot start: ${reply.message}`);
      if (reply.type !== "hello")
        throw new Mismatch(`\`hello\` was answered with \`${reply.type}\``);
      return `${reply.implementation.name} ${reply.implementation.version}, edition ${reply.edition}, ${reply.capabilities.length} capabilities`;
    },
  ],
  [
    "answers a program with the request's own seq",
    async (driver) => {
      await driver.request(hello, START);
      for (const seq of [7, 3]) {
        const reply = await result(driver, run(seq, EMPTY));
        demand(reply.seq === seq, `asked with seq ${seq}, answered with ${reply.seq}`);
        demand(reply.outcome === "ok", `the empty program ended with \`${reply.outcome}\``);
      }
      return "2 programs";
    },
  ],
  [
    "refuses another version of the protocol",
    async (driver) => {
      try {
        const reply = await driver.request({ type: "hello", protocol: 999 }, START);
        demand(reply.type === "fatal", `version 999 was greeted with \`${reply.type}\``);
        return "with `fatal`";
      } catch (error) {
        if (error instanceof DriverFault && error.code === "died")
          return `by ending (${error.reason})`;
        throw error;
      }
    },
  ],
  [
    "says `error` or `unsupported` for an operation that it does not know, and goes on",
    async (driver) => {
      await driver.request(hello, START);
      const strange = { fns: {}, main: [{ op: "no_such_operation" }] } as unknown as Program;
      const { outcome } = await result(driver, run(1, strange));
      demand(outcome === "error" || outcome === "unsupported", `the outcome was \`${outcome}\``);
      demand(
        (await result(driver, run(2, EMPTY))).outcome === "ok",
        "the next program did not run",
      );
      return `with \`${outcome}\``;
    },
  ],
  [
    "reports a hang itself, with the trace so far",
    async (driver) => {
      await driver.request(hello, START);
      const endless: Program = {
        fns: {},
        main: [
          { op: "log", text: "before" },
          { op: "do", what: { m: "run_forever" } },
        ],
      };
      const { outcome, trace } = await result(driver, run(1, endless, 0.5), 3);
      demand(outcome === "hang", `the outcome was \`${outcome}\``);
      demand(trace[0] === "before", `the trace was ${JSON.stringify(trace)}`);
      return "within its limit";
    },
  ],
  [
    "ends at `bye`",
    async (driver) => {
      await driver.request(hello, START);
      const started = performance.now();
      await driver.end(3000);
      demand(performance.now() - started < 3000, "it had to be killed after 3 s");
      return "by itself";
    },
  ],
];

/**
 * Checks each point with a driver process of its own; every message is held against the schema on the way.
 */
export async function validateDriver(command: DriverCommand): Promise<readonly ProtocolPoint[]> {
  const points: ProtocolPoint[] = [];
  for (const [point, ask] of POINTS) {
    const driver = new DriverProcess(command);
    try {
      points.push({ point, ok: true, message: await ask(driver) });
    } catch (error) {
      if (!(error instanceof Mismatch) && !(error instanceof DriverFault)) throw error;
      const hint = error instanceof DriverFault && error.hint !== "" ? `. ${error.hint}` : "";
      points.push({ point, ok: false, message: `${error.message}${hint}` });
    } finally {
      driver.kill();
    }
  }
  return points;
}
