/** The ending that shows: a trace entry a line, whatever it is. */
import type { Ended, Ending } from "./ending.ts";
import type { ScriptWriter } from "./writer.ts";

/**
 * Prints the trace on standard output and exits with 0 whatever it is. An error that reaches the end of main, intervals,
 * calls of handlers, warnings and log records go to standard error.
 */
export const TRACING: Ending = {
  decides: false,
  head: [],
  keeps: false,
  definitions: () => [],
  setUp({ expect }: Ended, writer: ScriptWriter): readonly string[] {
    const lines: string[] = [];
    if (expect.warnings !== undefined) {
      lines.push(`${writer.from("warnings", "simplefilter")}("always")`);
    }
    if (expect.logs !== undefined) {
      lines.push(`${writer.from("logging", "basicConfig")}(level=logging.INFO)`);
    }
    return lines;
  },
  around(main: readonly string[], _ended: Ended, writer: ScriptWriter): readonly string[] {
    writer.imports.add("traceback");
    return [
      "try:",
      ...main.map((line) => `    ${line}`),
      "except BaseException:",
      "    traceback.print_exc()",
      "for entry in trace:",
      "    print(entry)",
    ];
  },
};
