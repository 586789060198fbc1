/** What makes the loops of a script: asyncio, another module's function, or lines that a configuration gives. */
import { pythonString } from "./literal.ts";

/** Which function makes the loops of a script. */
export interface PythonFactory {
  /** Importable module; default `asyncio`. */
  readonly module?: string;
  /** Its function, dotted if it is an attribute of something; default `new_event_loop`. */
  readonly factory?: string;
  /** What comes first, as an entry of a configuration gives it. */
  readonly setup?: {
    /** Lines of Python that run before the module is imported. */
    readonly setup?: readonly string[];
    /** An expression over the names of these lines; it takes the place of the module's function. */
    readonly factory?: string;
  };
}

/** What a policy of a script asks for a loop of asyncio: its own factory would ask the policy again. */
export const POLICY_MAKES = "super().new_event_loop()";

/** The name under which a script has what the set-up makes. */
const PREPARED = "make_loop";

/** The function that makes a loop, as the script names it. */
export function makerOf({
  module = "asyncio",
  factory = "new_event_loop",
  setup,
}: PythonFactory): string {
  return setup === undefined ? `${module}.${factory}` : PREPARED;
}

/** The module that the script imports at its head, if it is not asyncio. */
export function importedBy({ module = "asyncio", setup }: PythonFactory): string | undefined {
  return module === "asyncio" || setup !== undefined ? undefined : module;
}

/** Lines that mean something else, or nothing, inside a function. */
const AT_TOP_ONLY = /\bimport\s*\(?\s*\*|"""|'''|\bglobal\b|__future__|\\$/m;

/** The set-up as lines of the script. Its names are its own: the program may use the same. */
export function prepareLines(made: PythonFactory): readonly string[] {
  const { module = "asyncio", factory = "new_event_loop", setup } = made;
  if (setup === undefined) return [];
  const source = (setup.setup ?? []).join("\n");
  if (AT_TOP_ONLY.test(source)) return preparedApart(source, made);
  const lines = source === "" ? [] : source.split("\n");
  const own =
    setup.factory === undefined
      ? [`import ${module}`, `return ${module}.${factory}`]
      : [`return ${setup.factory}`];
  return [
    "",
    "",
    "def prepared():",
    '    """Does what the loop needs first, and gives the function that makes it."""',
    ...[...lines, ...own].map((line) => (line.trim() === "" ? "" : `    ${line}`)),
    "",
    "",
    `${PREPARED} = prepared()`,
    "",
  ];
}

function preparedApart(
  source: string,
  { module = "asyncio", factory = "new_event_loop", setup }: PythonFactory,
): readonly string[] {
  const head = [
    "",
    "# What the loop needs first.",
    "names = {}",
    `exec(${pythonString(source)}, names)`,
  ];
  return setup?.factory === undefined
    ? [...head, `import ${module}`, `${PREPARED} = ${module}.${factory}`, ""]
    : [...head, `${PREPARED} = eval(${pythonString(setup.factory)}, names)`, ""];
}

/** `run` of a script: `asyncio.run()` on loops of that factory. */
export function runLines(made: PythonFactory): readonly string[] {
  const maker = makerOf(made);
  if (maker === "asyncio.new_event_loop") return ["run = asyncio.run"];
  return [
    "",
    "",
    "def run(coroutine, **options):",
    `    """asyncio.run() on a loop that ${maker}() makes."""`,
    `    if "loop_factory" in (asyncio.run.__kwdefaults__ or {}):`,
    `        return asyncio.run(coroutine, loop_factory=${maker}, **options)`,
    "    policy = asyncio.DefaultEventLoopPolicy()",
    "",
    "    def new_event_loop():",
    "        del policy.new_event_loop  # What makes the loop may ask asyncio for one.",
    "        try:",
    `            return ${maker}()`,
    "        finally:",
    "            policy.new_event_loop = new_event_loop",
    "",
    "    policy.new_event_loop = new_event_loop",
    "    asyncio.set_event_loop_policy(policy)",
    "    try:",
    "        return asyncio.run(coroutine, **options)",
    "    finally:",
    "        asyncio.set_event_loop_policy(None)",
  ];
}

/** The lines behind the imports, where the program's own begin. */
export const TRACE_LINES: readonly string[] = ["trace = []", "log = trace.append"];

/**
 * Textual replacements that turn a script that makes its loops with asyncio into one of another factory.
 *
 * Each is applied wherever its first text occurs. None of the first texts can come from a case.
 */
export function factoryEdits(
  made: PythonFactory,
): readonly (readonly [from: string, to: string])[] {
  const maker = makerOf(made);
  if (maker === "asyncio.new_event_loop") return [];
  const line = (text: string) => `\n${text}\n`;
  const edits: (readonly [string, string])[] = [
    [line("loop = asyncio.new_event_loop()"), line(`loop = ${maker}()`)],
    ["    clock = asyncio.new_event_loop()\n", `    clock = ${maker}()\n`],
    [line("new_loop = asyncio.new_event_loop"), line(`new_loop = ${maker}`)],
    [line("run = asyncio.run"), line(runLines(made).join("\n"))],
    [`return ${POLICY_MAKES}\n`, `return ${maker}()\n`],
  ];
  const module = importedBy(made);
  if (module !== undefined)
    edits.unshift([line("import asyncio"), line(`import asyncio\nimport ${module}`)]);
  if (made.setup !== undefined) {
    const trace = TRACE_LINES.join("\n");
    edits.unshift([line(`\n${trace}`), line([...prepareLines(made), trace].join("\n"))]);
  }
  return edits;
}
