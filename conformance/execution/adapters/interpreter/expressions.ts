/** Evaluates expressions: one table of all, made of the families' tables. */
import { callExpressions } from "./call-expressions.ts";
import { comparisonExpressions } from "./comparison-expressions.ts";
import type { Evaluators, ExpressionNode } from "./evaluators.ts";
import { ProgramFault } from "./faults.ts";
import { makeExpressions } from "./make-expressions.ts";
import { networkExpressions } from "./network/network-expressions.ts";
import type { Scope } from "./scope.ts";
import { valueExpressions } from "./value-expressions.ts";

type Evaluator = (expression: never, scope: Scope) => unknown;

/** In the order in which a node is tried: `make` and `athrow` have members that are expressions of their own elsewhere. */
const TABLE = new Map<string, Evaluator>(
  Object.entries({
    ...makeExpressions,
    ...valueExpressions,
    ...callExpressions,
    ...comparisonExpressions,
    ...networkExpressions,
  } satisfies Evaluators),
);
const FIRST = ["make", "athrow"];

/** The value of an expression. */
export function evaluate(expression: ExpressionNode, scope: Scope): unknown {
  const evaluator = evaluatorOf(expression);
  if (evaluator === undefined) {
    throw new ProgramFault(`there is no expression ${JSON.stringify(expression).slice(0, 200)}`);
  }
  return evaluator(expression as never, scope);
}

function evaluatorOf(expression: ExpressionNode): Evaluator | undefined {
  for (const key of FIRST) if (key in expression) return TABLE.get(key);
  for (const key in expression) {
    const evaluator = TABLE.get(key);
    if (evaluator !== undefined) return evaluator;
  }
  return undefined;
}
