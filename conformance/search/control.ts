/** The loop that tells a fault of a loop from one of its interpreter. */
import { type Implementation, parseImplementation } from "../execution/processes/implementation.ts";

/** The interpreter's own asyncio; undefined where there is none, or where it is the loop itself. */
export function controlOf({ python }: Implementation): Implementation | undefined {
  if (python === undefined || python.module === "asyncio") return undefined;
  return parseImplementation("python:asyncio", { python: python.interpreter });
}
