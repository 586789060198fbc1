/** Node drivers for specs. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program } from "../../../language/case.ts";
import type { Operation } from "../../../language/operation.ts";
import { DriverFault } from "../../processes/driver-fault.ts";
import { DriverProcess } from "../../processes/driver-process.ts";
import { type NodeDriverTarget, nodeDriverCommand } from "../../processes/spawn-node.ts";
import {
  type Clock,
  type DriverReply,
  PROTOCOL_VERSION,
  type ResultReply,
  type RunRequest,
} from "../../protocol.ts";

/** Seconds that a driver from sources may take to answer, on a busy machine. */
const PATIENCE = 30;

/** A driver that is asked one thing after the other. */
export class NodeDriver {
  readonly process: DriverProcess;
  private seq = 0;

  constructor(target: NodeDriverTarget = { reference: "virtual" }) {
    this.process = new DriverProcess(nodeDriverCommand(target));
  }

  hello(protocol = PROTOCOL_VERSION): Promise<DriverReply> {
    return this.process.request({ type: "hello", protocol }, PATIENCE);
  }

  async run(
    main: readonly Operation[],
    options: {
      fns?: Program["fns"];
      protocols?: Program["protocols"];
      timeout?: number;
      isolate?: boolean;
      clock?: Clock;
    } = {},
  ): Promise<ResultReply> {
    this.seq += 1;
    const { fns = {}, protocols, timeout = PATIENCE, isolate = false, clock = "real" } = options;
    const request: RunRequest = {
      type: "run",
      seq: this.seq,
      program: { fns, main, ...(protocols === undefined ? {} : { protocols }) },
      timeout,
      clock,
      isolate,
    };
    return (await this.process.request(request, PATIENCE)) as ResultReply;
  }

  end(): Promise<void> {
    return this.process.end(PATIENCE * 1000);
  }
}

/** Files that are gone after `use`. */
export async function withFiles<T>(
  files: { readonly [name: string]: string },
  use: (path: (name: string) => string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "loopspec-driver-"));
  const path = (name: string) => join(folder, name);
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong with a driver that does not answer. */
export async function faultOf(answer: Promise<unknown>): Promise<DriverFault> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof DriverFault) return error;
    throw error;
  }
  throw new Error("the driver answered");
}
