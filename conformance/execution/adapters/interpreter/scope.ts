/** The interfaces between the parts of the interpreter. */
import type { FunctionKind, Program } from "../../../language/case.ts";
import type { Expression } from "../../../language/expression.ts";
import type { Operation } from "../../../language/operation.ts";
import type { AnyFunction, AsyncioNames, ContextVariable } from "../asyncio-module.ts";
import type { Host, Pair } from "../host.ts";
import type { ErrorClasses } from "./error-classes.ts";
import type { Recorder } from "./recorder.ts";

/** What a program runs in: one for each run of a program. */
export interface World {
  readonly program: Program;
  readonly recorder: Recorder;
  readonly asyncio: AsyncioNames;
  readonly host: Host;
  readonly errors: ErrorClasses;
  /** The one name space of the program, with `loop`. */
  readonly names: Map<string, unknown>;
  /** The part of their full time after which peers and waits give up. */
  readonly patience: number;
  /** What is to be undone when the program is over, last first. */
  readonly undo: (() => void)[];
  /** What is to be undone after the loops of the program are closed. */
  readonly afterwards: (() => void)[];
  /** Whether the program has set a policy of its own. */
  ownPolicy: boolean;
  /** The first fault: the loop may have caught it since. */
  fault: Error | undefined;

  /** Whether some operation of the program, or a parameter, binds this name. */
  binds(name: string): boolean;
  /** A function of the program as a function of JavaScript; always the same for a name. */
  fn(name: string): AnyFunction;
  /** Told of a folder that the program has made, which is gone when it is over. */
  onFolder(path: string): void;
  /** Makes a loop that is closed when the program is over. */
  makeLoop(): object;
  /** Has a loop that the program got elsewhere closed when the program is over. */
  adopt(loop: unknown): void;
  makePair(): Pair;
  makeExecutor(): unknown;
  variable(name: string): ContextVariable;
  now(): number;
  block(seconds: number): void;
}

/** One activation of a function of the program, or main. */
export interface Scope {
  readonly world: World;
  readonly kind: FunctionKind | "main";
  /** Parameters, indexes and caught errors. */
  readonly locals: Map<string, unknown>;
  /** Evaluates an expression. */
  value(expression: Expression): unknown;
  /** The value behind a name. */
  lookup(name: string): unknown;
}

/** How the operations of a body ended, unless they came to their end. */
export type Completion = { readonly leave: "break" } | { readonly leave: "return"; value: unknown };

/** A body under way. What it yields goes to whoever drives it: await requests to a task. */
export type Performance = Generator<unknown, Completion | undefined, unknown>;

/** Performs operations one after the other. */
export type Perform = (body: readonly Operation[], scope: Scope) => Performance;
