/** Reports on coroutines that were never awaited: not every language has them. */
import type { Expectation } from "./case.ts";

/** How the part of such a report begins that tells where the coroutine was made. */
const COROUTINE = "Coroutine created at";

/** Whether such a report is expected, or is to be absent. */
export function speaksOfCoroutines({ warnings }: Expectation): boolean {
  const listed = [...(warnings?.includes ?? []), ...(warnings?.excludes ?? [])];
  return listed.some(({ message }) => message?.startsWith(COROUTINE) === true);
}
