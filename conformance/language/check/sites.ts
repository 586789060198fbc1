/** Every operation and expression of a program with the place where it stands. */
import type { FunctionKind, Program } from "../case.ts";
import type { Expression } from "../expression.ts";
import type { Operation, OperationName } from "../operation.ts";
import {
  bodiesOf,
  type ExpressionNode,
  expressionsOf,
  isNode,
  subexpressionsOf,
} from "../parts.ts";

/** Where a site stands. */
export interface Place {
  /** Name of the function, or undefined in main. */
  readonly fn: string | undefined;
  readonly kind: FunctionKind | "main";
}

/** An operation and where it stands. */
export interface OperationSite {
  readonly path: string;
  readonly place: Place;
  readonly operation: Operation;
  /** Names of the operations around it within its function, outermost first. */
  readonly enclosing: readonly OperationName[];
}

/** An expression that is not a literal, and where it stands. */
export interface ExpressionSite {
  readonly path: string;
  readonly place: Place;
  readonly expression: ExpressionNode;
}

/** All sites of a program in the order of the text, functions first. */
export interface Sites {
  readonly operations: readonly OperationSite[];
  readonly expressions: readonly ExpressionSite[];
}

/** The bodies of a program with their paths: one per function, then main. */
export function placesOf(
  program: Program,
): readonly { place: Place; path: string; body: readonly Operation[] }[] {
  const functions = Object.entries(program.fns).map(([fn, { kind, body }]) => ({
    place: { fn, kind },
    path: `fns.${fn}.body`,
    body,
  }));
  const main: Place = { fn: undefined, kind: "main" };
  return [...functions, { place: main, path: "main", body: program.main }];
}

/** The last answer: whoever looks at a program looks at it several times, and then at the next one. */
let last: { readonly program: Program; readonly sites: Sites } | undefined;

/** Finds all sites. */
export function sitesOf(program: Program): Sites {
  if (last?.program !== program) last = { program, sites: findSites(program) };
  return last.sites;
}

function findSites(program: Program): Sites {
  const operations: OperationSite[] = [];
  const expressions: ExpressionSite[] = [];

  const visitExpression = (expression: Expression, path: string, place: Place) => {
    if (!isNode(expression)) return;
    expressions.push({ path, place, expression });
    for (const [key, part] of subexpressionsOf(expression)) {
      visitExpression(part, `${path}.${key}`, place);
    }
  };
  const visitBody = (
    body: readonly Operation[],
    path: string,
    place: Place,
    enclosing: readonly OperationName[],
  ) => {
    for (const [index, operation] of body.entries()) {
      const here = `${path}[${index}]`;
      operations.push({ path: here, place, operation, enclosing });
      for (const [key, part] of expressionsOf(operation)) {
        visitExpression(part, `${here}.${key}`, place);
      }
      for (const [key, inner] of bodiesOf(operation)) {
        visitBody(inner, `${here}.${key}`, place, [...enclosing, operation.op]);
      }
    }
  };

  for (const { place, path, body } of placesOf(program)) visitBody(body, path, place, []);
  return { operations, expressions };
}
