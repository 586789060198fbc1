/** Visits every operation and expression of a program. */
import type { Program } from "./case.ts";
import type { Expression } from "./expression.ts";
import type { Operation } from "./operation.ts";

/** What is called for each node, outer nodes first. */
export interface Visitor {
  readonly operation?: (operation: Operation) => void;
  readonly expression?: (expression: Exclude<Expression, null | boolean | number | string>) => void;
}

const isOperation = (node: object): node is Operation => "op" in node;

/** Visits a node and everything below it: any object with `op` is an operation, any other an expression. */
export function walk(node: unknown, visitor: Visitor): void {
  if (typeof node !== "object" || node === null) return;
  if (Array.isArray(node)) {
    for (const element of node) walk(element, visitor);
    return;
  }
  if (isOperation(node)) visitor.operation?.(node);
  else visitor.expression?.(node as Exclude<Expression, null | boolean | number | string>);
  const parts = node as { readonly [key: string]: unknown };
  // All programs are walked several times at each start: without lists of entries that takes half as long.
  for (const key in parts) {
    const part = parts[key];
    if (typeof part !== "object" || part === null) continue;
    // Keyword arguments are a mapping of expressions, not an expression.
    if (key === "kwargs") for (const argument of Object.values(part)) walk(argument, visitor);
    else walk(part, visitor);
  }
}

/** How many operations a program has, those inside others included. */
export function countOperations(program: Program): number {
  let operations = 0;
  walkProgram(program, { operation: () => (operations += 1) });
  return operations;
}

/** Visits a whole program, functions first. */
export function walkProgram(program: Program, visitor: Visitor): void {
  for (const fn of Object.values(program.fns)) walk(fn.body, visitor);
  walk(program.main, visitor);
}
