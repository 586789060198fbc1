/** Classes of the errors that programs make and raise. */
import type { ErrorKind } from "../../../language/expression.ts";
import type { AsyncioNames } from "../asyncio-module.ts";
import { AppError } from "./kinds.ts";

type ErrorClass = new (message?: string) => Error;

/** Kinds that no `except Exception` catches. */
const BASE_EXCEPTIONS: ReadonlySet<string> = new Set([
  "AppExit",
  "CancelledError",
  "GeneratorExit",
  "KeyboardInterrupt",
  "SystemExit",
]);

/** Direct bases, where it is neither Exception nor BaseException. */
const BASES: { readonly [kind: string]: ErrorKind } = {
  BlockingIOError: "OSError",
  BrokenPipeError: "OSError",
  ConnectionResetError: "OSError",
  NotImplementedError: "RuntimeError",
};

/** The implementation's classes, and classes of that name where it has none. */
export class ErrorClasses {
  private readonly module: AsyncioNames;
  private readonly classes = new Map<string, ErrorClass>([
    ["AppError", AppError],
    ["TypeError", TypeError],
  ]);

  constructor(module: AsyncioNames) {
    this.module = module;
  }

  /** The class for a kind: equal kinds give one class. */
  of(kind: ErrorKind): ErrorClass {
    const known = this.classes.get(kind);
    if (known !== undefined) return known;
    const made = this.given(kind) ?? this.made(kind);
    this.classes.set(kind, made);
    return made;
  }

  /** Whether an error is one that an `except Exception` would catch. */
  isException(error: unknown): boolean {
    if (!(error instanceof Error)) return false;
    for (let at = Object.getPrototypeOf(error); at !== null; at = Object.getPrototypeOf(at)) {
      const name: unknown = at.constructor?.name;
      if (name === "BaseException" || BASE_EXCEPTIONS.has(String(name))) return false;
    }
    return true;
  }

  private given(kind: string): ErrorClass | undefined {
    const value = this.module[kind];
    const isClass = typeof value === "function" && value.prototype instanceof Error;
    return isClass ? (value as ErrorClass) : undefined;
  }

  private made(kind: ErrorKind): ErrorClass {
    const Base = this.baseOf(kind);
    const Made = class extends Base {};
    Object.defineProperty(Made, "name", { value: kind });
    Object.defineProperty(Made.prototype, "name", { value: kind, configurable: true });
    return Made;
  }

  private baseOf(kind: string): ErrorClass {
    const base = BASES[kind];
    if (base !== undefined) return this.of(base);
    if (BASE_EXCEPTIONS.has(kind)) return this.given("BaseException") ?? Error;
    return Error;
  }
}
