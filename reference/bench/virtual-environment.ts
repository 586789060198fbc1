import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { BenchError } from "./errors.ts";
import { errorLine, runToEnd } from "./run-to-end.ts";

/** Seconds that an installation may take. */
const PATIENCE = 300;
const PROBE = `
import json, platform, sys, sysconfig
print(json.dumps({"implementation": platform.python_implementation(),
  "version": platform.python_version(), "base": getattr(sys, "_base_executable", sys.executable),
  "optimized": "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")}))`;

/** An interpreter of Python. */
export interface Interpreter {
  /** What starts it. */
  readonly command: string;
  readonly implementation: string;
  readonly version: string;
  /** The interpreter that a virtual environment was made from. */
  readonly base: string;
  /** Whether it was built with profile-guided optimization. Without it, it is 10 to 30 % slower. */
  readonly optimized: boolean;
}

/** A loop of Python: its version, or why it is not there. */
export type Installed =
  | { readonly name: string; readonly version: string }
  | { readonly name: string; readonly absent: string };

/**
 * Makes the virtual environment of the bench for an interpreter, unless it is there.
 *
 * @param python what starts the interpreter
 * @returns the interpreter inside the environment
 * @throws BenchError when there is no such interpreter, or it cannot make environments
 */
export async function prepareInterpreter(python: string): Promise<Interpreter> {
  const outside = await probe(python);
  const name = `${outside.implementation.toLowerCase()}-${outside.version}`;
  const folder = join(packageRoot, ".venv-bench", name);
  const command = join(folder, "bin/python");
  if (existsSync(command)) {
    const inside = await probe(command);
    if (inside.base === outside.base) return inside;
  }
  const made = await runToEnd([python, "-m", "venv", "--clear", folder], { seconds: PATIENCE });
  if (made.failure === null) return probe(command);
  const hint = "Install the interpreter's venv module, or choose another one with --python.";
  throw new BenchError("no-environment", `${python} made no environment: ${made.failure}`, hint);
}

/** The loops that are measured and their pinned versions, from `requirements.txt`. */
export function requirements(): { name: string; version: string }[] {
  const text = readFileSync(join(packageRoot, "reference/bench/requirements.txt"), "utf8");
  return [...text.matchAll(/^(\w+)==(\S+)$/gm)].map(([, name, version]) => ({
    name: name as string,
    version: version as string,
  }));
}

/**
 * Puts a loop into the environment, unless it is there in this version.
 *
 * @param interpreter the environment's
 * @returns what is there now; why not, where there is none. One loop's absence stops no other
 */
export async function install(
  interpreter: Interpreter,
  { name, version }: { name: string; version: string },
): Promise<Installed> {
  const { command } = interpreter;
  const look = `import importlib.metadata as m, ${name}; print(m.version("${name}"))`;
  const before = await runToEnd([command, "-c", look], { seconds: PATIENCE });
  if (before.stdout.trim() === version) return { name, version };
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  const wheel = [...pip, "--only-binary", ":all:", "--no-deps", `${name}==${version}`];
  const { stderr, failure } = await runToEnd([command, ...wheel], { seconds: PATIENCE });
  if (failure !== null) return { name, absent: whyNot(interpreter, stderr, failure) };
  const after = await runToEnd([command, "-c", look], { seconds: PATIENCE });
  if (after.failure === null) return { name, version };
  return { name, absent: `installed, but cannot be imported: ${errorLine(after.stderr)}` };
}

function whyNot({ implementation, version }: Interpreter, stderr: string, failure: string): string {
  // pip says the same whether there is no wheel or no index; but it complains of the latter before.
  if (/connection broken|Retrying/.test(stderr)) return "the package index did not answer";
  if (/No matching distribution/.test(stderr)) return `no wheel for ${implementation} ${version}`;
  return failure;
}

async function probe(command: string): Promise<Interpreter> {
  const { stdout, failure } = await runToEnd([command, "-c", PROBE], { seconds: PATIENCE });
  const hint = "Name an interpreter of CPython 3.8 or newer with --python.";
  if (failure !== null) {
    throw new BenchError("no-python", `Cannot run Python as \`${command}\`: ${failure}`, hint);
  }
  return { command, ...(JSON.parse(stdout) as Omit<Interpreter, "command">) };
}
