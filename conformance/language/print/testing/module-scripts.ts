/** Runs printed programs about I/O over the loop of a module, in this process; their peers run in threads as printed. */
import { closeSync, mkdirSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import * as threads from "node:worker_threads";
import { packageRoot } from "#package-root";

/** As far as programs use an adapter. */
export interface ScriptedAdapter {
  readonly capabilities: readonly string[];
  makeLoop(): object;
  readonly asyncio: object;
  readonly host: { begin?(): void; end?(): void };
}

/** How a program ended: its exit code, and what it said on standard output. */
export interface Decided {
  readonly code: number | undefined;
  readonly said: string;
}

class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

type Closable = { isClosed(): boolean; close(): void };
const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<void>;
const require_ = createRequire(join(packageRoot, "package.json"));

/** Beside the modules of the package, so that the threads find theirs. */
const FOLDER = join(packageRoot, "node_modules/.cache/loopspec-scripts");

/** The reference loop's module for threads, which compile its sources themselves. Each process has its own file. */
function referenceModule(path: string): string {
  const [loader, source] = [
    "conformance/execution/drivers/run-sources.cjs",
    "reference/index.ts",
  ].map((file) => JSON.stringify(join(packageRoot, file)));
  const names = ["TlsContext", "TlsSession"].map((name) => `exports.${name} = reference.${name};`);
  const lines = [`require(${loader});`, `const reference = require(${source});`, ...names];
  writeFileSync(path, lines.join("\n"));
  return pathToFileURL(path).href;
}

/**
 * Runs one program.
 *
 * @param source as `moduleProgram` prints it in JavaScript
 */
export async function decide(source: string, adapter: ScriptedAdapter): Promise<Decided> {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `script-${process.pid}.mjs`);
  const module = join(FOLDER, `reference-${process.pid}.cjs`);
  const reference = referenceModule(module);
  writeFileSync(path, source.replaceAll('"loopspec/reference"', JSON.stringify(reference)));
  const said: string[] = [];
  const started: threads.Worker[] = [];
  const loops: Closable[] = [];
  const atExit: (() => void)[] = [];
  const before = socketsOfProcess();
  class Worker extends threads.Worker {
    constructor(file: URL, options: threads.WorkerOptions) {
      super(file, { ...options, execArgv: [] });
      started.push(this);
    }
  }
  const load = (name: string) => {
    if (name === "node:worker_threads") return { ...threads, Worker };
    return require_(name === "loopspec/reference" ? "./reference/index.ts" : name) as object;
  };
  const own = {
    ...adapter,
    makeLoop: () => {
      const loop = adapter.makeLoop() as Closable;
      loops.push(loop);
      return loop;
    },
  };
  const console_ = {
    log: (...words: string[]) => said.push(words.join(" ")),
    error: () => undefined,
  };
  const process_ = Object.assign(Object.create(process), {
    on: (_event: "exit", undo: () => void) => atExit.push(undo),
    exit: (code: number) => {
      throw new Exit(code);
    },
  });
  try {
    const run = new AsyncFunction(
      "adapter",
      "process",
      "console",
      "isDeepStrictEqual",
      "load",
      "here",
      bodyOf(source),
    );
    await run(own, process_, console_, isDeepStrictEqual, load, pathToFileURL(path).href);
    return { code: undefined, said: said.join("\n") };
  } catch (error) {
    if (error instanceof Exit) return { code: error.code, said: said.join("\n") };
    throw error;
  } finally {
    for (const loop of loops) if (!loop.isClosed()) loop.close();
    adapter.host.end?.();
    for (const undo of atExit) undo();
    await Promise.all(started.map((worker) => worker.terminate()));
    for (const fd of socketsOfProcess()) if (!before.includes(fd)) closeSync(fd);
    rmSync(path);
    rmSync(module);
  }
}

/** The program as the body of a function: its imports are loaded. */
function bodyOf(source: string): string {
  return source
    .replaceAll(/^import \{ adapter \} from .*;$/gm, "")
    .replaceAll(/^const \{ adapter \} = await import\(.*\);$/gm, "")
    .replaceAll(/^import (.*) from ("node:util");$/gm, "")
    .replaceAll(/^import (.*) from (".*");$/gm, "const $1 = load($2);")
    .replaceAll("import.meta.url", "here");
}

/** The sockets that are open in this process: a program that decides leaves them to the end of its process. */
function socketsOfProcess(): readonly number[] {
  const folder = "/proc/self/fd";
  return readdirSync(folder).flatMap((name) => {
    try {
      return readlinkSync(join(folder, name)).startsWith("socket:") ? [Number(name)] : [];
    } catch (error) {
      // The descriptor by which the folder itself was read.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  });
}
