/** The parts of operations and expressions, in the order in which a program meets them. */
import type { Program } from "./case.ts";
import type { Expression, Keywords } from "./expression.ts";
import type { Operation } from "./operation.ts";

/** An expression that is not a literal. */
export type ExpressionNode = Exclude<Expression, null | boolean | number | string>;

/** A part under the key (or `key[index]`, `key.name`) that leads to it. */
export type Part<What> = readonly [key: string, part: What];

/** True for anything but a literal. */
export const isNode = (expression: Expression): expression is ExpressionNode =>
  typeof expression === "object" && expression !== null;

/** The bodies that an operation holds, in the order of execution. */
export function bodiesOf(operation: Operation): readonly Part<readonly Operation[]>[] {
  switch (operation.op) {
    case "try":
      return present([
        ["body", operation.body],
        ["catch", operation.catch],
        ["final", operation.final],
      ]);
    case "finally":
      return [
        ["body", operation.body],
        ["final", operation.final],
      ];
    case "if":
      return present([
        ["then", operation.then],
        ["else", operation.else],
      ]);
    case "repeat":
    case "async_for":
    case "in_context":
    case "fork":
      return [["body", operation.body]];
    default:
      return [];
  }
}

/** The expressions that an operation evaluates itself, in the order of evaluation. */
export function expressionsOf(operation: Operation): readonly Part<Expression>[] {
  switch (operation.op) {
    case "do":
    case "await":
    case "raise":
      return [["what", operation.what]];
    case "log":
    case "return":
    case "yield":
    case "cv_set":
    case "metric":
      return present([["value", operation.value]]);
    case "set_attr":
      return present([
        ["of", operation.of],
        ["value", operation.value],
      ]);
    case "if":
      return [["test", operation.test]];
    case "async_for":
      return [["over", operation.over]];
    case "in_context":
      return [["context", operation.context]];
    case "send":
    case "send_to":
      return [["data", operation.data]];
    case "peer":
      return present([["to", operation.to]]);
    case "thread":
      return indexed("args", operation.args);
    case "weak":
      return [["of", operation.of]];
    default:
      return [];
  }
}

/** Keys under which an expression holds one other expression. */
const SINGLE = new Set([
  "on",
  "of",
  "decode",
  "run",
  "partial",
  "loop",
  "keywords",
  "port",
  "content",
  "file_path",
  "to",
  "len",
  "in",
  "anext",
  "asend",
  "athrow",
  "aclose",
  "value",
  "repr",
  "kind",
  "contains",
  "not",
  "is",
]);
const LISTS = new Set(["args", "list", "same", "equal", "less", "add"]);

/** The expressions directly inside an expression. */
export function subexpressionsOf(node: ExpressionNode): readonly Part<Expression>[] {
  const parts: Part<Expression>[] = [];
  for (const [key, value] of Object.entries<unknown>(node)) {
    if (SINGLE.has(key)) parts.push([key, value as Expression]);
    else if (LISTS.has(key)) parts.push(...indexed(key, value as readonly Expression[]));
    else if (key === "error" && "athrow" in node) parts.push([key, value as Expression]);
    else if (key === "kwargs" || key === "mapping") {
      for (const [name, part] of Object.entries(value as Keywords)) {
        parts.push([`${key}.${name}`, part]);
      }
    }
  }
  return parts;
}

/** The global name that an operation binds. */
export function nameBoundBy(operation: Operation): string | undefined {
  switch (operation.op) {
    case "do":
    case "await":
    case "yield":
    case "thread":
    case "weak":
    case "measure":
    case "peer":
      return operation.as;
    default:
      return undefined;
  }
}

/** The name that an operation binds for its own function alone. */
export function localBoundBy(operation: Operation): string | undefined {
  switch (operation.op) {
    case "repeat":
      return operation.index;
    case "async_for":
      return operation.each;
    case "try":
      return operation.as;
    default:
      return undefined;
  }
}

/** All names that something in a program binds: operations, parameters, indexes and caught errors. */
export function namesBoundIn({ fns, main }: Program): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: string | undefined) => name !== undefined && names.add(name);
  const visit = (body: readonly Operation[]) => {
    for (const operation of body) {
      add(nameBoundBy(operation));
      add(localBoundBy(operation));
      for (const [, inner] of bodiesOf(operation)) visit(inner);
    }
  };
  for (const fn of Object.values(fns)) {
    for (const param of fn.params ?? []) add(param);
    add(fn.rest);
    visit(fn.body);
  }
  visit(main);
  return names;
}

/** The names that an operation mentions outside of its expressions. */
export function namesUsedBy(operation: Operation): readonly Part<string>[] {
  switch (operation.op) {
    case "join":
      return [["thread", operation.thread]];
    case "wait":
      return [["event", operation.event]];
    case "make_ready":
    case "drain":
      return [["pair", operation.pair]];
    case "difference":
      return [["from", operation.from]];
    case "drop":
      return operation.names.map((name, index) => [`names[${index}]`, name]);
    default:
      return [];
  }
}

/** The name that an expression mentions by itself. */
export function nameUsedBy(node: ExpressionNode): Part<string> | undefined {
  if ("$" in node) return ["$", node.$];
  if ("end" in node) return ["end", node.end];
  if ("finished" in node) return ["finished", node.finished];
  return "alive" in node ? ["alive", node.alive] : undefined;
}

/** The function of the program that an operation mentions outside of its expressions. */
export function functionUsedBy(operation: Operation): Part<string> | undefined {
  switch (operation.op) {
    case "thread":
    case "peer":
      return ["fn", operation.fn];
    case "signal":
    case "set_asyncgen_hook":
      return operation.fn === null ? undefined : ["fn", operation.fn];
    default:
      return undefined;
  }
}

/** The function of the program that an expression mentions by itself. */
export function functionNamedIn(node: ExpressionNode): Part<string> | undefined {
  if ("fn" in node) return ["fn", node.fn];
  return "call" in node ? ["call", node.call] : undefined;
}

/** The protocol of the program that an expression mentions by itself. */
export function protocolNamedIn(node: ExpressionNode): Part<string> | undefined {
  if ("protocol" in node) return ["protocol", node.protocol];
  if ("new" in node) return ["new", node.new];
  return "instance" in node ? ["instance", node.instance] : undefined;
}

function present<What>(
  parts: readonly (readonly [string, What | undefined])[],
): readonly Part<What>[] {
  return parts.filter((part): part is Part<What> => part[1] !== undefined);
}

function indexed(key: string, list: readonly Expression[] = []): readonly Part<Expression>[] {
  return list.map((part, index) => [`${key}[${index}]`, part]);
}
