/** Runs printed TypeScript programs in this process, on virtual time. */
import { createRequire } from "node:module";
import { join } from "node:path";
import * as util from "node:util";
import ts from "typescript";
import { packageRoot } from "#package-root";

type Loop = object;
type LoopClass = new (selector?: object) => Loop;

/** What is needed of the reference loop; loaded by its path, since only adapters may depend on it. */
interface Reference {
  readonly EventLoop: LoopClass;
  readonly VirtualSelector: new () => { time(): number; advance(seconds: number): void };
  readonly Context: new () => { run(callback: () => void): void };
  readonly DefaultEventLoopPolicy: new (makeLoop: () => Loop) => object;
  getAsyncGeneratorHooks(): object;
  setAsyncGeneratorHooks(hooks: object): void;
  setEventLoopPolicy(policy: object | null): void;
  setLogHook(hook: () => void): () => void;
  setWarningHook(hook: () => void): () => void;
}

/** So many polls in a row may take no time; then each takes a millisecond, so that timers come due in a busy loop. */
const BUSY_POLLS = 1000;
/** More of them are a program that does not end. */
const ENDLESS = 300_000;

/** A program as a function of what it imports and uses; of one that waits, the result is a promise. */
export type Program = (
  reference: object,
  util_: object,
  console: object,
  atomics: object,
) => unknown;

/**
 * Runs programs one after the other.
 *
 * @param sources programs as `typescriptProgram` prints them
 * @returns the lines that each prints on standard output, and what it prints on standard error
 */
export function runPrograms(
  sources: readonly string[],
): readonly { readonly lines: readonly string[]; readonly errors: readonly unknown[] }[] {
  const reference = createRequire(join(packageRoot, "package.json"))(
    "./reference/index.ts",
  ) as Reference;
  return compile(sources).map((program) => {
    const lines: string[] = [];
    const errors: unknown[] = [];
    const console = {
      log: (line: string) => lines.push(line),
      error: (...values: readonly unknown[]) => errors.push(...values),
    };
    inVirtualTime(reference, (own, atomics) => program(own, util, console, atomics));
    return { lines, errors };
  });
}

/**
 * Compiles programs to functions. All in one go: the compiler's start costs more than a program.
 *
 * @param kind `async` for programs that wait for their runs
 */
export function compile(sources: readonly string[], kind: "" | "async" = ""): readonly Program[] {
  const wrapped = sources.map((source) => {
    const body = source
      .replace(/^import (\{.*\}) from "loopspec\/reference";$/m, "const $1 = reference;")
      .replace(/^import (\{.*\}) from "node:util";$/m, "const $1 = util;");
    return `programs.push(${kind} (reference, util, console, Atomics) => {\n${body}\n});`;
  });
  const { outputText } = ts.transpileModule(wrapped.join("\n"), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const programs: Program[] = [];
  new Function("programs", "exports", outputText)(programs, {});
  return programs;
}

/** Gives a program a reference module whose loops live in virtual time, and undoes what it does to the module. */
function inVirtualTime(reference: Reference, run: (own: object, atomics: object) => void): void {
  const clocks: { advance(seconds: number): void }[] = [];
  class BusySelector extends reference.VirtualSelector {
    private polls = 0;

    constructor() {
      super();
      clocks.push(this);
    }

    select(timeout: number | null): unknown {
      const before = this.time();
      const inherited = reference.VirtualSelector.prototype as unknown as BusySelector;
      const events = inherited.select.call(this, timeout);
      this.polls = this.time() > before ? 0 : this.polls + 1;
      if (this.polls > BUSY_POLLS) this.advance(0.001);
      if (this.polls > ENDLESS) throw new Error("the program does not end");
      return events;
    }
  }
  class EventLoop extends reference.EventLoop {
    constructor(selector: object = new BusySelector()) {
      super(selector);
    }
  }
  const own = { ...reference, EventLoop, VirtualSelector: BusySelector };
  const atomics = {
    wait: (_cells: object, _index: number, _value: number, milliseconds: number) => {
      for (const clock of clocks) clock.advance(milliseconds / 1000);
    },
  };
  const hooks = reference.getAsyncGeneratorHooks();
  const logs = reference.setLogHook(() => undefined);
  const warnings = reference.setWarningHook(() => undefined);
  reference.setEventLoopPolicy(new reference.DefaultEventLoopPolicy(() => new EventLoop()));
  try {
    new reference.Context().run(() => run(own, atomics));
  } finally {
    reference.setEventLoopPolicy(null);
    reference.setAsyncGeneratorHooks(hooks);
    reference.setLogHook(logs);
    reference.setWarningHook(warnings);
  }
}
