/** The ending that decides: exit status 0 where the expectation holds, else 1 and a line of expected and observed. */
import type { Definition, Ended, Ending } from "./ending.ts";
import { faultDefinitions } from "./fault.ts";
import { channelSetUp } from "./fault-channels.ts";
import type { ScriptWriter } from "./writer.ts";

/** What a script of this ending says of its exit status. */
const EXIT_STATUS =
  "Exits with 0 if this holds, and with 1 and a line of expected and observed if it does not.";

/** Seconds after its deadline at which a script ends that cannot run Python any more. */
const GRACE = 1;

/** What a loop is found out by that calls `sys.exit()`, or has something do so. */
export const PROCESS_ENDED = "expected the end of the program, observed the end of the process";

/** Compares what was seen with the expectation; a program that hangs ends at its deadline. Usable as `git bisect run`. */
export const DECIDING: Ending = {
  decides: true,
  head: [EXIT_STATUS],
  keeps: true,
  definitions(ended: Ended, writer: ScriptWriter): readonly Definition[] {
    return [...faultDefinitions(ended.expect, writer), decide(writer), HANG];
  },
  setUp({ expect }: Ended, writer: ScriptWriter): readonly string[] {
    return [
      ...channelSetUp(expect, writer),
      `watchdog = ${writer.from("threading", "Timer")}(LIMIT, hang)`,
      "watchdog.daemon = True",
      "watchdog.start()",
      "# For a loop that hangs where no other thread can run.",
      `${writer.from("faulthandler", "dump_traceback_later")}(LIMIT + ${GRACE}, exit=True)`,
      "# For a loop that ends the process, perhaps with 0.",
      `${writer.from("atexit", "register")}(decide, "${PROCESS_ENDED}")`,
    ];
  },
  around(main: readonly string[], { expect }: Ended, writer: ScriptWriter): readonly string[] {
    writer.imports.add("traceback");
    const kind =
      expect.outcome === undefined || expect.outcome === "ok"
        ? "type(error).__name__"
        : "kind(error)";
    return [
      'outcome = "ok"',
      "try:",
      ...main.map((line) => `    ${line}`),
      "except BaseException as error:",
      "    traceback.print_exc()",
      `    outcome = f"raised {${kind}}"`,
      "decide(fault())",
    ];
  },
};

/** `os._exit()`: what a broken loop leaves behind could hang or crash the interpreter's own end. */
function decide(writer: ScriptWriter): Definition {
  for (const module of ["os", "sys"]) writer.imports.add(module);
  const folder = writer.helpers.has("folder")
    ? [`    ${writer.from("shutil", "rmtree")}(folder.name, ignore_errors=True)`]
    : [];
  return [
    "def decide(fault):",
    '    """Ends the process: with 0, or with 1 and what is wrong."""',
    ...folder,
    "    if fault is not None:",
    "        print(fault, flush=True)",
    "    sys.stderr.flush()",
    "    os._exit(0 if fault is None else 1)",
  ];
}

const HANG: Definition = [
  "def hang():",
  '    after = f"`{trace[-1]}`" if trace else "an empty trace"',
  '    decide(f"expected an end within {LIMIT} s, observed a hang after {after}")',
];
