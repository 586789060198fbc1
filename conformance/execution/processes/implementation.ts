/** Implementations as they are named on the command line: what to start for each. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageRoot } from "#package-root";
import { nearest } from "../../suggest.ts";
import { UsageError } from "../../usage-error.ts";
import { commandWords } from "./command-words.ts";
import type { DriverCommand } from "./driver-process.ts";
import { nodeDriverCommand } from "./spawn-node.ts";

/** An implementation to be judged. */
export interface Implementation {
  /** What it is called in results: the specification itself, or a name from a configuration. */
  readonly id: string;
  /** What makes it: `reference`, `python:uvloop` … */
  readonly spec: string;
  readonly command: DriverCommand;
  /** Capabilities that count as absent. */
  readonly without?: readonly string[];
  /** The module and factory of a loop under Python, and its interpreter. */
  readonly python?: PythonLoop;
  /** The entry of the configuration, where the specification alone would not make it. */
  readonly namedBy?: string;
}

export interface PythonLoop {
  readonly module: string;
  readonly factory: string;
  readonly interpreter: string;
  readonly setup?: PythonSetup;
}

/** What a Python loop needs before it can be made. */
export interface PythonSetup {
  /** Lines that run once in each driver process, before the module is imported. */
  readonly setup?: readonly string[];
  /** An expression over the names of these lines: the function that makes a loop. Without it, the specification's. */
  readonly factory?: string;
}

export interface ImplementationOptions {
  /** The Python interpreter. */
  readonly python: string;
  readonly env?: { readonly [name: string]: string };
  readonly id?: string;
  readonly without?: readonly string[];
  readonly setup?: PythonSetup;
}

const FORMS =
  "Name one as `reference`, `reference:thread`, `python:MODULE[:FACTORY]`, `module:PATH` or `exec:COMMAND`.";
const KINDS = ["reference", "python", "module", "exec"];
const VARIANTS = ["virtual", "thread", "poll", "host"];
/** What starts the driver that runs programs under Python. */
export const PYTHON_DRIVER = join(
  packageRoot,
  "conformance/execution/drivers/python/loopspec_start.py",
);

/**
 * What `-i SPEC` names.
 *
 * @throws UsageError for a specification of no known form
 */
export function parseImplementation(spec: string, options: ImplementationOptions): Implementation {
  const colon = spec.indexOf(":");
  const kind = colon < 0 ? spec : spec.slice(0, colon);
  const rest = colon < 0 ? "" : spec.slice(colon + 1);
  if (options.setup !== undefined && kind !== "python")
    throw new UsageError(
      `\`${spec}\` takes no set-up`,
      "`setup` and `factory` are lines of Python, for `python:` implementations.",
    );
  const made = implementationOfKind(kind, rest, spec, options);
  const env = options.env;
  return {
    id: options.id ?? spec,
    spec,
    ...(options.without === undefined ? {} : { without: options.without }),
    ...made,
    command:
      env === undefined ? made.command : { ...made.command, env: { ...made.command.env, ...env } },
  };
}

function implementationOfKind(
  kind: string,
  rest: string,
  spec: string,
  options: ImplementationOptions,
): Pick<Implementation, "command" | "python"> {
  switch (kind) {
    case "reference":
      if (rest !== "" && !VARIANTS.includes(rest))
        throw new UsageError(
          `unknown variant of the reference loop: \`${spec}\``,
          `There are ${VARIANTS.join(", ")}.`,
        );
      return { command: nodeDriverCommand({ reference: rest === "" ? "virtual" : rest }) };
    case "python":
      return pythonImplementation(rest, spec, options);
    case "module":
      return { command: moduleCommand(rest, spec) };
    case "exec":
      return { command: execCommand(rest, spec) };
    default:
      throw new UsageError(`unknown implementation \`${spec}\``, `${meant(spec)}${FORMS}`);
  }
}

/** Most often the kind is missing: `-i uvloop`, `-i ./adapter.mjs`. */
function meant(spec: string): string {
  const [kind = "", ...rest] = spec.split(":");
  const [near] = nearest(kind, KINDS);
  const forms = [
    ...(near === undefined ? [] : [[near, ...rest].join(":")]),
    ...(near === undefined && /^[A-Za-z_][\w.]*(:[\w.]+)?$/.test(spec) ? [`python:${spec}`] : []),
    ...(existsSync(spec) ? [`${/\.[cm]?[jt]s$/.test(spec) ? "module" : "exec"}:${spec}`] : []),
  ];
  return forms.length === 0 ? "" : `Did you mean \`-i ${forms.at(-1)}\`? `;
}

function pythonImplementation(
  rest: string,
  spec: string,
  { python: interpreter, setup }: ImplementationOptions,
) {
  const [module = "", factory = "new_event_loop", ...more] = rest.split(":");
  const named = isPythonName(module) && isPythonName(factory) && more.length === 0;
  if (!named || (module.endsWith(".py") && existsSync(module)))
    throw new UsageError(
      `\`${spec}\` names no Python module and factory`,
      `${meantInPython(rest)}Write \`python:MODULE\` or \`python:MODULE:FACTORY\`.`,
    );
  const args = [PYTHON_DRIVER, module, factory];
  if (setup === undefined)
    return { python: { module, factory, interpreter }, command: { command: interpreter, args } };
  const python: PythonLoop = { module, factory, interpreter, setup };
  return { python, command: { command: interpreter, args: [...args, JSON.stringify(setup)] } };
}

/** Names of Python may have letters of any alphabet. */
const isPythonName = (text: string) => /^[\p{ID_Continue}]+(\.[\p{ID_Continue}]+)*$/u.test(text);

/** Most often it is a path, or the call of a function. */
function meantInPython(rest: string): string {
  if (rest === "") return "`python:asyncio` is asyncio's own loop. ";
  const parts = rest
    // A path from the root, or from above, is no package: its folder is what PYTHONPATH adds.
    .replace(/^(\.\.)?[\\/].*[\\/]/, "")
    .replace(/^(\.*[\\/])+/, "")
    .replace(/\(\)$/, "")
    .split(/[: ]+/);
  const meant = parts.map((part) => part.replace(/\.py$/, "").replaceAll(/[\\/]/g, "."));
  if (meant.length > 2 || !meant.every(isPythonName)) return "";
  const found = /[\\/]|\.py/.test(rest) ? "PYTHONPATH adds its folder. " : "";
  return `Did you mean \`-i python:${meant.join(":")}\`? ${found}`;
}

function moduleCommand(path: string, spec: string): DriverCommand {
  if (path === "")
    throw new UsageError(
      `\`${spec}\` names no module`,
      "Give the path of a module whose export `adapter` implements the adapter interface.",
    );
  const full = resolve(path);
  if (!existsSync(full))
    throw new UsageError(
      `there is no file \`${path}\` for \`${spec}\``,
      "Give the path of a module whose export `adapter` implements the adapter interface.",
    );
  if (statSync(full).isDirectory())
    throw new UsageError(
      `\`${path}\` is a folder, and \`${spec}\` is to name a module`,
      within(path),
    );
  return nodeDriverCommand({ module: full });
}

/** The modules of a folder, those first that are called adapters. */
function within(folder: string): string {
  const modules = readdirSync(folder).filter((name) => /(?<!\.d)\.[cm]?[jt]s$/.test(name));
  const adapters = modules.filter((name) => /adapter/.test(name));
  const [likely] = adapters.length > 0 ? adapters : modules;
  return likely === undefined
    ? "There is no module in it."
    : `Name the file in it that exports \`adapter\`, such as \`-i module:${join(folder, likely)}\`.`;
}

function execCommand(line: string, spec: string): DriverCommand {
  let words: string[];
  try {
    words = commandWords(line);
  } catch (error) {
    throw new UsageError(
      `cannot split \`${spec}\` into words: ${(error as Error).message}`,
      "Quote it as for a shell; no shell runs.",
    );
  }
  const [command, ...args] = words;
  if (command === undefined) throw new UsageError(`\`${spec}\` names no command`, FORMS);
  return { command, args };
}
