import type { FunctionKind } from "../../../language/case.ts";
import type { Expression } from "../../../language/expression.ts";
import { evaluate } from "./expressions.ts";
import { ProgramFault } from "./faults.ts";
import type { Scope, World } from "./scope.ts";

/** One activation of a function of the program, or main. */
export class Activation implements Scope {
  readonly world: World;
  readonly kind: FunctionKind | "main";
  readonly locals = new Map<string, unknown>();

  constructor(world: World, kind: FunctionKind | "main") {
    this.world = world;
    this.kind = kind;
  }

  value(expression: Expression): unknown {
    return typeof expression === "object" && expression !== null
      ? evaluate(expression, this)
      : expression;
  }

  lookup(name: string): unknown {
    if (this.locals.has(name)) return this.locals.get(name);
    const { names } = this.world;
    const value = names.get(name);
    if (value === undefined && !names.has(name)) {
      // Where nothing in the program binds it, the program is at fault; else the loop: what binds it did not run yet.
      if (this.world.binds(name)) throw new ReferenceError(`\`${name}\` is not bound yet`);
      throw new ProgramFault(`the program uses \`${name}\`, which nothing in it binds`);
    }
    return value;
  }
}
