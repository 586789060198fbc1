/** Commands that start drivers which misbehave. */
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { caseOf } from "../../../judge/testing/case-and-observation.ts";
import type { Case } from "../../../language/case.ts";
import type { DriverCommand } from "../driver-process.ts";
import type { Implementation } from "../implementation.ts";

/**
 * A driver that misbehaves.
 *
 * @param behaviour a name from the fake driver's tables
 * @param only traces of the cases that it misbehaves in; all if none is given
 */
export const fakeDriver = (behaviour: string, ...only: string[]): DriverCommand => ({
  command: process.execPath,
  args: [
    join(packageRoot, "conformance/execution/processes/testing/fake-driver.cjs"),
    behaviour,
    ...only,
  ],
});

/** A fake driver as an implementation. */
export const fakeImplementation = (behaviour: string, ...only: string[]): Implementation => ({
  id: `fake:${behaviour}`,
  spec: "exec:fake",
  command: fakeDriver(behaviour, ...only),
});

/** A case whose program the fake driver answers with this one entry. */
export const fakeCase = (entry: string, more: Partial<Case> = {}): Case =>
  caseOf({ trace: [entry] }, "call-soon.fifo", {
    id: `fake/${entry}`,
    // The value makes it a program that has to do with the loop, so that it can accuse.
    program: { fns: {}, main: [{ op: "log", text: entry, value: { m: "is_closed" } }] },
    ...more,
  });
