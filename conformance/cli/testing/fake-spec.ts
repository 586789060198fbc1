/** Drivers that misbehave, as a command line names them. */
import { fakeDriver } from "../../execution/processes/testing/fake.ts";

/**
 * A fake driver as `-i` takes it.
 *
 * @param behaviour a name from the fake driver's tables
 * @param only traces of the cases that it misbehaves in; all if none is given
 */
export function fakeSpec(behaviour: string, ...only: string[]): string {
  const { command, args } = fakeDriver(behaviour, ...only);
  return `exec:${[command, ...args].map((word) => `'${word}'`).join(" ")}`;
}
