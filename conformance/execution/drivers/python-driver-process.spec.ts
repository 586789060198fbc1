/** What the specs of the Python driver share: the driver as a child process, asked over stdio. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { packageRoot } from "#package-root";
import type { Program } from "../../language/case.ts";
import type {
  Clock,
  DriverReply,
  DriverRequest,
  FatalReply,
  HelloReply,
  ResultReply,
} from "../protocol.ts";

/** The interpreter that the specs use. */
export const PYTHON = process.env.LOOPSPEC_PYTHON ?? "python3";
export const DRIVER = join(packageRoot, "conformance/execution/drivers/python/loopspec_start.py");

/**
 * Makes the suite pending, with the reason, where there is no interpreter.
 *
 * With `CI` or `LOOPSPEC_LOOPS=required` set, absence fails.
 */
export function needsPython(context: Mocha.Context): void {
  const { error } = spawnSync(PYTHON, ["--version"]);
  if (error === undefined) return;
  const reason = `no interpreter ${PYTHON}: ${error.message}`;
  if (process.env.CI || process.env.LOOPSPEC_LOOPS === "required") throw new Error(reason);
  if (context.test) context.test.title += ` (${reason})`;
  context.skip();
}

/** How a program is run, where it matters. */
export interface RunSettings {
  readonly timeout?: number;
  readonly clock?: Clock;
  readonly isolate?: boolean;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The arguments and environment of a driver, where they are not the usual ones. */
export interface StartSettings {
  readonly module?: string;
  readonly factory?: string;
  readonly pythonPath?: string;
  /** Python statements that are executed before the driver. */
  readonly before?: string;
}

function commandLine({ module = "asyncio", factory, before }: StartSettings): readonly string[] {
  const args = factory === undefined ? [module] : [module, factory];
  if (before === undefined) return [DRIVER, ...args];
  const start = `import runpy, sys; sys.argv = sys.argv[1:]; ${before}; runpy.run_path(sys.argv[0], run_name="__main__")`;
  return ["-c", start, DRIVER, ...args];
}

/** A driver process that is asked one thing after the other. */
export class PythonDriver {
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
  stderr = "";
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;
  private seq = 0;

  constructor(settings: StartSettings = {}) {
    const path = settings.pythonPath;
    this.child = spawn(PYTHON, commandLine(settings), {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...(path === undefined ? {} : { PYTHONPATH: path }) },
    });
    this.child.stderr?.on("data", (chunk) => {
      this.stderr += chunk;
    });
    // Broken by a driver that has ended: its end is what a spec looks at.
    this.child.stdin?.on("error", () => undefined);
    if (this.child.stdout === null) throw new Error("The driver has no standard output");
    this.reader = createInterface({ input: this.child.stdout });
    this.lines = this.reader[Symbol.asyncIterator]();
    this.ended = new Promise((resolve) => {
      this.child.on("close", (code, signal) => resolve({ code, signal }));
    });
  }

  write(text: string): void {
    this.child.stdin?.write(text);
  }

  /** The next line of standard output, or undefined at its end. */
  async line(): Promise<string | undefined> {
    const { value, done } = await this.lines.next();
    return done ? undefined : value;
  }

  async ask(request: DriverRequest): Promise<DriverReply | undefined> {
    this.write(`${JSON.stringify(request)}\n`);
    const line = await this.line();
    return line === undefined ? undefined : JSON.parse(line);
  }

  async hello(protocol = 1): Promise<HelloReply> {
    return (await this.ask({ type: "hello", protocol })) as HelloReply;
  }

  /** The answer to a greeting that must fail. */
  async refusal(protocol = 1): Promise<FatalReply> {
    return (await this.ask({ type: "hello", protocol })) as unknown as FatalReply;
  }

  async run(program: Program, settings: RunSettings = {}): Promise<ResultReply> {
    const reply = await this.tryRun(program, settings);
    if (reply === undefined) throw new Error(`The driver ended: ${this.stderr}`);
    return reply;
  }

  /** As `run`; undefined when the driver ends instead. */
  async tryRun(program: Program, settings: RunSettings = {}): Promise<ResultReply | undefined> {
    const { timeout = 10, clock = "real", isolate = false } = settings;
    this.seq += 1;
    const request = { type: "run", seq: this.seq, program, timeout, clock, isolate } as const;
    return (await this.ask(request)) as ResultReply | undefined;
  }

  /** Ends the driver as a runner does. */
  async bye(): Promise<Ending> {
    this.write(`${JSON.stringify({ type: "bye" })}\n`);
    return await this.ended;
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }
}

/** A driver that has been greeted. */
export async function greeted(settings: StartSettings = {}): Promise<PythonDriver> {
  const driver = new PythonDriver(settings);
  const reply = await driver.hello();
  if (reply.type !== "hello") throw new Error(`The driver did not start: ${JSON.stringify(reply)}`);
  return driver;
}

/** A folder with Python modules, to be given as `pythonPath`. */
export function moduleFolder(modules: { readonly [name: string]: string }): {
  readonly path: string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), "loopspec-modules-"));
  mkdirSync(path, { recursive: true });
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(path, `${name}.py`), text);
  return { path, remove: () => rmSync(path, { recursive: true }) };
}
