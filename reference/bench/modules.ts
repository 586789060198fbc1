import { join } from "node:path";
import { packageRoot } from "#package-root";

/** Whether TypeScript is compiled as it is loaded, as in the specs; otherwise this is a build. */
export function runsFromSources(): boolean {
  return Symbol.for("ts-node.register.instance") in process;
}

/**
 * The file of a module of the reference, as this process would load it.
 *
 * @param name path below `reference/`, without extension
 */
export function moduleFile(name: string): string {
  return runsFromSources()
    ? join(packageRoot, "reference", `${name}.ts`)
    : join(packageRoot, "dist/reference", `${name}.js`);
}

/**
 * The arguments with which Node runs a module of the reference in a process of its own.
 *
 * @param name path below `reference/`, without extension
 */
export function nodeArguments(name: string): string[] {
  const file = moduleFile(name);
  if (!runsFromSources()) return ["--expose-gc", file];
  return ["--expose-gc", "-r", "ts-node/register", "-e", `require(${JSON.stringify(file)})`];
}
