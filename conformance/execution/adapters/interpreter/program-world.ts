import type { Program } from "../../../language/case.ts";
import { patience, UNHURRIED } from "../../../language/network.ts";
import { namesBoundIn } from "../../../language/parts.ts";
import type { AnyFunction, AsyncioNames, ContextVariable } from "../asyncio-module.ts";
import { type Host, monotonicSeconds, type Pair, sleepThread } from "../host.ts";
import { ErrorClasses } from "./error-classes.ts";
import { Unsupported } from "./faults.ts";
import { makeFunction } from "./functions.ts";
import { callMethod, hasMethod } from "./members.ts";
import type { Recorder } from "./recorder.ts";
import type { World } from "./scope.ts";

/** What a loop is judged with. */
export interface Surroundings {
  readonly makeLoop: () => object;
  readonly asyncio: AsyncioNames;
  readonly host: Host;
  /** Told of the folder of a program that makes one, so that a hang leaves none behind. */
  readonly onFolder?: ((path: string) => void) | undefined;
  /** Seconds that the program may take; without them peers and waits have their full time. */
  readonly timeout?: number;
}

/** What one run of a program works with: its names, functions and loops. */
export class ProgramWorld implements World {
  readonly program: Program;
  readonly recorder: Recorder;
  readonly asyncio: AsyncioNames;
  readonly host: Host;
  readonly errors: ErrorClasses;
  readonly names = new Map<string, unknown>();
  readonly undo: (() => void)[] = [];
  readonly afterwards: (() => void)[] = [];
  ownPolicy = false;
  fault: Error | undefined;
  readonly onFolder: (path: string) => void;
  readonly patience: number;
  private bound: ReadonlySet<string> | undefined;
  private readonly factory: () => object;
  private readonly functions = new Map<string, AnyFunction>();
  private readonly variables = new Map<string, ContextVariable>();
  /** Weak, for programs that look at what becomes of a loop that nobody holds. */
  private readonly loops: WeakRef<object>[] = [];
  private readonly adopted = new WeakSet<object>();

  constructor(program: Program, recorder: Recorder, surroundings: Surroundings) {
    this.program = program;
    this.recorder = recorder;
    this.asyncio = surroundings.asyncio;
    this.host = surroundings.host;
    this.factory = surroundings.makeLoop;
    this.onFolder = surroundings.onFolder ?? (() => undefined);
    this.patience = patience(surroundings.timeout ?? UNHURRIED);
    this.errors = new ErrorClasses(surroundings.asyncio);
  }

  binds(name: string): boolean {
    this.bound ??= namesBoundIn(this.program);
    return this.bound.has(name);
  }

  fn(name: string): AnyFunction {
    const known = this.functions.get(name);
    if (known !== undefined) return known;
    const made = makeFunction(name, this);
    this.functions.set(name, made);
    return made;
  }

  makeLoop(): object {
    const loop = this.factory();
    this.adopt(loop);
    return loop;
  }

  adopt(loop: unknown): void {
    if (typeof loop !== "object" || loop === null || this.adopted.has(loop)) return;
    this.adopted.add(loop);
    this.loops.push(new WeakRef(loop));
  }

  makePair(): Pair {
    const { host } = this;
    if (host.makePair === undefined) throw new Unsupported("this adapter has no descriptors");
    const pair = host.makePair();
    this.undo.push(() => host.closePair?.(pair));
    return pair;
  }

  makeExecutor(): unknown {
    const { host } = this;
    if (host.makeExecutor === undefined)
      throw new Unsupported("this adapter makes no thread pools");
    return host.makeExecutor();
  }

  variable(name: string): ContextVariable {
    const known = this.variables.get(name);
    if (known !== undefined) return known;
    const { ContextVar } = this.asyncio;
    if (typeof ContextVar !== "function") {
      throw new Unsupported("the adapter gives no `asyncio.ContextVar`: pass it to adaptLoop()");
    }
    const made = new (ContextVar as new (name: string) => ContextVariable)(name);
    this.variables.set(name, made);
    return made;
  }

  now(): number {
    return this.host.now?.() ?? monotonicSeconds();
  }

  block(seconds: number): void {
    (this.host.block ?? sleepThread)(seconds);
  }

  /** Undoes what the program did to its surroundings, and closes its loops. Nothing of it is judged. */
  dispose(): readonly unknown[] {
    const errors: unknown[] = [];
    const attempt = (step: () => void) => {
      try {
        step();
      } catch (error) {
        errors.push(error);
      }
    };
    for (const step of this.undo.reverse()) attempt(step);
    for (const weak of this.loops) {
      const loop = weak.deref();
      if (loop !== undefined) attempt(() => this.close(loop));
    }
    for (const step of this.afterwards) attempt(step);
    this.names.clear();
    return errors;
  }

  private close(loop: object): void {
    const { errors } = this;
    const says = (name: string) =>
      hasMethod(loop, name) && callMethod(loop, name, [], errors) === true;
    if (hasMethod(loop, "close") && !says("is_running") && !says("is_closed")) {
      callMethod(loop, "close", [], errors);
    }
  }
}
