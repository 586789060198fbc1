/** How the Node driver is started. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "#package-root";
import type { DriverCommand } from "./driver-process.ts";

/** What the driver drives: a variant of the reference loop, or the adapter that a module exports. */
export type NodeDriverTarget =
  | { readonly reference: string }
  /** Absolute path. */
  | { readonly module: string };

/**
 * How V8 works in a driver, whose programs are short. Helpers of the collector spend more on a heap as small as a
 * driver's than they save. Most functions never repay being compiled for speed: on Node 20 that takes 75 times as much
 * work of them as usual. Later versions count calls instead, and refuse that option.
 */
const V8_OPTIONS: readonly string[] = [
  "--single-threaded-gc",
  ...(Number.parseInt(process.versions.v8, 10) < 12 ? ["--interrupt-budget=10000000"] : []),
];

/**
 * The command that starts a driver in a process of its own: the built one, or, where this process runs from sources,
 * the source.
 */
export function nodeDriverCommand(target: NodeDriverTarget): DriverCommand {
  const args =
    "reference" in target ? [`reference:${target.reference}`] : ["module", target.module];
  const loader = "module" in target ? typescriptLoader(target.module) : [];
  if (runsFromSources()) return sourceCommand(args);
  const entry = join(packageRoot, "dist/conformance/execution/drivers/node.js");
  return { command: process.execPath, args: [...V8_OPTIONS, ...loader, entry, ...args] };
}

/** Whether TypeScript was compiled as it was loaded: a module is then required, and not imported. */
export function runsFromSources(): boolean {
  return SOURCES.some((mark) => mark in process);
}

const SOURCES = [Symbol.for("ts-node.register.instance"), Symbol.for("loopspec.sources")];

function sourceCommand(args: readonly string[]): DriverCommand {
  const folder = join(packageRoot, "conformance/execution/drivers");
  const entry = JSON.stringify(join(folder, "node.ts"));
  // With -e there is no script among the arguments of the process: the entry expects one.
  const code = `process.argv.splice(1, 0, ${entry}); require(${entry})`;
  return {
    command: process.execPath,
    args: [...V8_OPTIONS, "-r", join(folder, "run-sources.cjs"), "-e", code, ...args],
  };
}

/**
 * Options of Node that let it read TypeScript, where the module is TypeScript and Node cannot read it by itself: tsx as
 * the module's own folder finds it. Without tsx the driver says what to do.
 */
export function typescriptLoader(
  path: string,
  nodeReadsTypeScript = Boolean((process.features as { typescript?: unknown }).typescript),
): readonly string[] {
  if (!/\.[cm]?ts$/.test(path) || nodeReadsTypeScript) return [];
  try {
    return ["--import", pathToFileURL(createRequire(path).resolve("tsx")).href];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    return [];
  }
}
