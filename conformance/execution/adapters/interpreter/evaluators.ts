/** The types of the tables of expressions. */
import type { Expression } from "../../../language/expression.ts";
import type { Scope } from "./scope.ts";

/** An expression that is not a literal. */
export type ExpressionNode = Extract<Expression, object>;

type KeyOf<Node> = Node extends unknown ? keyof Node : never;

/** Every member of every expression: those by which one is told from the others are among them. */
type Key = KeyOf<ExpressionNode>;

/** Members that tell an expression even where it has another that would. */
type First = "make" | "athrow";

type WithMember<K extends Key> = K extends unknown
  ? Extract<ExpressionNode, Record<K, unknown>>
  : never;

/** The expressions that a member tells. */
export type Told<K extends Key> = K extends First
  ? WithMember<K>
  : Exclude<WithMember<K>, WithMember<First>>;

/** How the expressions with that member are evaluated. */
export type Evaluators = {
  readonly [K in Key]?: (expression: Told<K>, scope: Scope) => unknown;
};
