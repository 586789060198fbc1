/** Runs the smoke programs on one implementation. */

import type { DriverCommand } from "../../execution/processes/driver-process.ts";
import { DEFAULTS } from "../defaults.ts";
import { Session } from "../session.ts";
import { type SmokeProgram, smokePrograms } from "./programs.ts";

/** What came of one smoke program. */
export interface SmokeResult extends SmokeProgram {
  readonly ok: boolean;
  readonly message: string;
}

/** What all of them say together. */
export interface SmokeVerdict {
  readonly results: readonly SmokeResult[];
  /** `adapter`: whatever the suite would say of the loop could not be believed. */
  readonly broken: "nothing" | "adapter" | "loop";
}

/** Seconds that a smoke program may take. */
const LIMIT = 5;

/**
 * Runs all smoke programs.
 *
 * @throws DriverFault if the driver cannot be started
 */
export async function smoke(command: DriverCommand): Promise<SmokeVerdict> {
  const session = new Session(command, {
    clock: "real",
    startTimeout: DEFAULTS.startTimeout,
    timeout: LIMIT,
    onLateFault: () => undefined,
  });
  try {
    const results: SmokeResult[] = [];
    for (const program of smokePrograms) {
      const { verdict, message = "" } = await session.run(program.kase);
      results.push({ ...program, ok: verdict === "pass", message });
    }
    const failed = results.filter(({ ok }) => !ok);
    if (failed.length === 0) return { results, broken: "nothing" };
    return {
      results,
      broken: failed.some(({ subject }) => subject === "adapter") ? "adapter" : "loop",
    };
  } finally {
    await session.end();
  }
}
