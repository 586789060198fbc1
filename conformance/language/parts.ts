/** The parts of operations and expressions, in the order in which a program meets them. */
import type { Role } from "./anatomy.ts";
import type { Program } from "./case.ts";
import type { Expression, Keywords } from "./expression.ts";
import { ANATOMY, type Operation } from "./operation.ts";

/** An expression that is not a literal. */
export type ExpressionNode = Exclude<Expression, null | boolean | number | string>;

/** A part under the key (or `key[index]`, `key.name`) that leads to it. */
export type Part<What> = readonly [key: string, part: What];

/** True for anything but a literal. */
export const isNode = (expression: Expression): expression is ExpressionNode =>
  typeof expression === "object" && expression !== null;

/** The members of an operation that have one of these roles and are there, in the order of evaluation. */
function membersOf(operation: Operation, ...roles: readonly Role[]): readonly Part<unknown>[] {
  const members = operation as { readonly [member: string]: unknown };
  return Object.entries<Role>(ANATOMY[operation.op].members)
    .filter(([member, role]) => roles.includes(role) && members[member] !== undefined)
    .map(([member]) => [member, members[member]]);
}

/** The bodies that an operation holds, in the order of execution. */
export const bodiesOf = (operation: Operation) =>
  membersOf(operation, "body") as readonly Part<readonly Operation[]>[];

/** The expressions that an operation evaluates itself, in the order of evaluation. */
export function expressionsOf(operation: Operation): readonly Part<Expression>[] {
  return membersOf(operation, "expression", "expressions").flatMap(([key, part]) =>
    Array.isArray(part)
      ? indexed(key, part as readonly Expression[])
      : [[key, part as Expression] as const],
  );
}

/** Keys under which an expression holds one other expression. */
const SINGLE = new Set([
  "on",
  "of",
  "decode",
  "run",
  "factory",
  "partial",
  "loop",
  "keywords",
  "port",
  "content",
  "file_path",
  "part",
  "to",
  "len",
  "in",
  "anext",
  "asend",
  "athrow",
  "aclose",
  "value",
  "repr",
  "hash",
  "kind",
  "contains",
  "not",
  "is",
]);
const LISTS = new Set(["args", "list", "elements", "same", "equal", "less", "add"]);

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
export const nameBoundBy = (operation: Operation) =>
  membersOf(operation, "binds")[0]?.[1] as string | undefined;

/** The name that an operation binds for its own function alone. */
export const localBoundBy = (operation: Operation) =>
  membersOf(operation, "binds locally")[0]?.[1] as string | undefined;

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
  return membersOf(operation, "name", "names").flatMap(([key, names]) =>
    Array.isArray(names)
      ? names.map((name: string, index) => [`${key}[${index}]`, name] as const)
      : [[key, names as string] as const],
  );
}

/** The name that an expression mentions by itself. */
export function nameUsedBy(node: ExpressionNode): Part<string> | undefined {
  if ("$" in node) return ["$", node.$];
  if ("end" in node) return ["end", node.end];
  if ("finished" in node) return ["finished", node.finished];
  return "alive" in node ? ["alive", node.alive] : undefined;
}

/** The function of the program that an operation mentions outside of its expressions. */
export const functionUsedBy = (operation: Operation) =>
  membersOf(operation, "function").find(([, name]) => name !== null) as Part<string> | undefined;

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

function indexed(key: string, list: readonly Expression[] = []): readonly Part<Expression>[] {
  return list.map((part, index) => [`${key}[${index}]`, part]);
}
