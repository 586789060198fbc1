/** Errors that are none of the program's: the program must not catch them. */
import { ProgramFault } from "./faults.ts";
import type { World } from "./scope.ts";

/** Whether an error is the interpreter's own, or says that the loop would wait for ever. */
export const isStray = (error: unknown, { host }: World): boolean =>
  error instanceof ProgramFault || host.isHang?.(error) === true;

/** Remembers the first fault, since the loop may catch what passes through it; gives the error back. */
export function noteStray(error: unknown, world: World): unknown {
  if (error instanceof ProgramFault) world.fault ??= error;
  return error;
}
