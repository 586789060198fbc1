/** Comparisons, questions about values, and the little arithmetic that programs need. */
import type { Expression, TypeName } from "../../../language/expression.ts";
import type { Evaluators } from "./evaluators.ts";
import { Unsupported } from "./faults.ts";
import { kindOf } from "./kinds.ts";
import type { Scope } from "./scope.ts";
import { isAwaitable, isEqual, isPlainObject, isSame, isTrue } from "./values.ts";

/** Kinds that are an OSError in Python. */
const OS_ERRORS: ReadonlySet<string> = new Set([
  "BlockingIOError",
  "BrokenPipeError",
  "ChildProcessError",
  "ConnectionAbortedError",
  "ConnectionError",
  "ConnectionRefusedError",
  "ConnectionResetError",
  "FileExistsError",
  "FileNotFoundError",
  "InterruptedError",
  "OSError",
  "PermissionError",
  "ProcessLookupError",
  "TimeoutError",
]);

type Pair = readonly [Expression, Expression];
type Question = (value: unknown, scope: Scope) => boolean;

const both = (pair: Pair, scope: Scope): readonly [unknown, unknown] => [
  scope.value(pair[0]),
  scope.value(pair[1]),
];

/** Whether it is an instance of a class that the adapter gives. */
const instanceOf =
  (name: string): Question =>
  (value, { world }) => {
    const Class = world.asyncio[name];
    if (typeof Class !== "function")
      throw new Unsupported(`the adapter gives no \`asyncio.${name}\`: pass it to adaptLoop()`);
    return value instanceof Class;
  };

const QUESTIONS: { readonly [type in TypeName]: Question } = {
  AbstractEventLoop: instanceOf("AbstractEventLoop"),
  AbstractServer: instanceOf("AbstractServer"),
  Context: instanceOf("Context"),
  DatagramTransport: instanceOf("DatagramTransport"),
  Exception: (value, { world }) => world.errors.isException(value),
  Future: instanceOf("Future"),
  Handle: instanceOf("Handle"),
  OSError: (value) => value instanceof Error && OS_ERRORS.has(kindOf(value)),
  SubprocessTransport: instanceOf("SubprocessTransport"),
  Task: instanceOf("Task"),
  TimerHandle: instanceOf("TimerHandle"),
  Transport: instanceOf("Transport"),
  awaitable: isAwaitable,
  bool: (value) => typeof value === "boolean",
  bytes: (value) => value instanceof Uint8Array,
  dict: (value) => isPlainObject(value) || value instanceof Map,
  // JavaScript has one type of numbers: a time that happens to be whole is no less of one.
  float: (value) => typeof value === "number",
  int: (value) => Number.isInteger(value),
  number: (value) => typeof value === "number",
  str: (value) => typeof value === "string",
  tuple: (value) => Array.isArray(value),
};

export const comparisonExpressions = {
  same: ({ same }, scope) => isSame(...both(same, scope)),
  equal: ({ equal }, scope) => isEqual(...both(equal, scope)),
  less: ({ less }, scope) => {
    const [a, b] = both(less, scope) as [number, number];
    return a < b;
  },
  add: ({ add }, scope) => {
    const [a, b] = both(add, scope);
    if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
    return (a as number) + (b as number);
  },
  not: ({ not }, scope) => !isTrue(scope.value(not)),
  contains: ({ contains, text }, scope) => {
    const value = scope.value(contains);
    if (typeof value === "string" || Array.isArray(value)) return value.includes(text);
    if (isPlainObject(value)) return Object.hasOwn(value, text);
    throw new TypeError(`${String(value)} contains nothing`);
  },
  is: ({ is, type }, scope) => QUESTIONS[type](scope.value(is), scope),
} satisfies Evaluators;
