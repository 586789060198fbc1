/** A case as a test function of pytest. */
import type { CaseDefinition } from "../case.ts";
import { DECIDING } from "./python/deciding.ts";
import type { PythonFactory } from "./python/factory.ts";
import { scriptOf } from "./python/script.ts";
import { scriptHeader } from "./script-header.ts";

/** The name of the test: `call-soon/fifo` -> `test_call_soon_fifo`. */
export const testName = (id: string): string => `test_${id.replace(/[^A-Za-z0-9]+/g, "_")}`;

/**
 * A file with one test function, which runs the file itself as the deciding script. The process of its own keeps a loop
 * that hangs, crashes or leaves threads behind from the other tests.
 *
 * @param definition a case whose program passes the static checks
 * @param factory what makes the loop: `asyncio.new_event_loop()` unless given
 * @param judged the editions of the documentation that its links lead to, the most wanted first
 */
export function pytestScript(
  definition: CaseDefinition,
  factory: PythonFactory = {},
  judged: readonly string[] = [],
): string {
  const header = scriptHeader(definition, { ending: DECIDING, judged });
  const script = scriptOf({ ...definition, header: [] }, factory, DECIDING);
  const body = script
    .trim()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`));
  return `${header.join("\n")}
import subprocess
import sys


def ${testName(definition.id)}():
    ended = subprocess.run([sys.executable, __file__], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


if __name__ == "__main__":
    # In a process of its own: a loop that hangs or crashes takes no other test along.
${body.join("\n")}
`;
}
