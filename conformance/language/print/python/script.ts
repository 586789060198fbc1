/** A whole script from its parts. */
import { type CaseDefinition, DEFAULT_TIMEOUT } from "../../case.ts";
import type { Ended, Ending } from "./ending.ts";
import {
  importedBy,
  makerOf,
  type PythonFactory,
  prepareLines,
  runLines,
  TRACE_LINES,
} from "./factory.ts";
import { pythonFunction } from "./function.ts";
import { pythonHelpers } from "./helpers.ts";
import { pythonNumber, pythonString } from "./literal.ts";
import { pythonProtocol } from "./network.ts";
import { pythonBody } from "./statement.ts";
import { ScriptWriter } from "./writer.ts";

/** What a script is made of: a case has it, and a program that no table knows can be given it. */
export interface Scripted extends Ended {
  /** Lines of comment at the top, each with its `#`. */
  readonly header: readonly string[];
}

/**
 * The program's functions and main, as lines; the writer learns what else they need.
 *
 * @param guards whether handlers are guarded against calls with another number of arguments
 */
function bodyOf({ program, expect }: Scripted, writer: ScriptWriter, guards: boolean) {
  const options = { reports: expect.reports !== undefined, guards };
  return {
    functions: [
      ...Object.entries(program.fns).map(([name, fn]) => pythonFunction(name, fn, writer, options)),
      ...Object.entries(program.protocols ?? {}).map(([name, protocol]) =>
        pythonProtocol(name, protocol, writer),
      ),
    ],
    main: pythonBody(program.main, { writer, fn: undefined, local: new Set() }),
  };
}

/** The program alone, without imports, helpers and output. */
export function listingOf(definition: Pick<CaseDefinition, "program" | "expect">): string {
  const { functions, main } = bodyOf(
    { ...definition, header: [] },
    new ScriptWriter(definition.program, {}, false),
    false,
  );
  return `${[...functions.map((lines) => lines.join("\n")), main.join("\n")].join("\n\n")}\n`;
}

/** The stand-alone script. */
export function scriptOf(definition: Scripted, factory: PythonFactory, ending: Ending): string {
  const writer = new ScriptWriter(definition.program, factory, ending.keeps);
  const { functions, main } = bodyOf(definition, writer, true);
  // It may use helpers of its own, which `pythonHelpers` must know of.
  const definitions = ending.definitions(definition, writer);
  const helpers = pythonHelpers(writer);
  const setUp = [...ending.setUp(definition, writer), ...loopLines(definition, writer)];
  const end = ending.around(main, definition, writer);
  const top = [
    ...definition.header,
    ...importLines(writer),
    ...prepareLines(writer.made),
    ...(writer.made.setup === undefined ? [""] : []),
    ...TRACE_LINES,
    ...limitLines(definition, writer, ending),
    ...writer.names.contextVariables.map(
      ([name, python]) => `${python} = contextvars.ContextVar(${pythonString(name)})`,
    ),
    ...factoryLines(writer),
    ...(writer.helpers.has("folder") ? ["folder = tempfile.TemporaryDirectory()"] : []),
  ];
  const blocks = [...helpers, ...functions, ...definitions].map((lines) => lines.join("\n"));
  const rest = [...setUp, ...end].join("\n");
  const separator = blocks.length === 0 ? "\n\n" : "\n\n\n";
  return `${[top.join("\n"), ...blocks, rest].join(separator)}\n`;
}

/** How long the program may take; peers and waits give up in proportion. Readers of results put another number here. */
function limitLines(
  { timeout = DEFAULT_TIMEOUT }: Scripted,
  { helpers }: ScriptWriter,
  { decides }: Ending,
): readonly string[] {
  const uses = decides || helpers.has("Peer") || helpers.has("seen");
  return uses ? [`LIMIT = ${pythonNumber(timeout)}  # seconds`] : [];
}

/** Sorted, with the implementation right behind asyncio where a textual edit can put it too. */
function importLines(writer: ScriptWriter): readonly string[] {
  const { helpers, imports, made, names } = writer;
  // `run` of another factory's loops asks asyncio how it makes loops.
  if (helpers.has("run")) imports.add("asyncio");
  if (names.contextVariables.length > 0) imports.add("contextvars");
  const standard = [...imports].filter((name) => name !== "asyncio").sort();
  const module = importedBy(made);
  const asyncio = imports.has("asyncio") || module === undefined ? ["asyncio"] : [];
  const own = module === undefined ? [] : [module];
  return [...asyncio, ...own, ...standard].map((name) => `import ${name}`);
}

function factoryLines({ helpers, made }: ScriptWriter): readonly string[] {
  const lines: string[] = [];
  if (helpers.has("new_loop")) lines.push(`new_loop = ${makerOf(made)}`);
  if (helpers.has("run")) lines.push(...runLines(made));
  return lines;
}

function loopLines({ expect }: Scripted, writer: ScriptWriter): readonly string[] {
  const made = writer.helpers.has("new_loop") ? "new_loop()" : writer.makesLoop;
  if (expect.polls === undefined) return [`loop = ${made}`];
  if (!writer.keeps) writer.imports.add("sys");
  return [
    `loop = ${made}`,
    "select = loop._selector.select",
    "",
    "",
    "def poll(timeout=None):",
    writer.keeps ? "    polls.append(timeout)" : '    print("poll:", timeout, file=sys.stderr)',
    "    return select(timeout)",
    "",
    "",
    "loop._selector.select = poll",
  ];
}
