/** Expressions that call something. */
import type { AnyFunction } from "../asyncio-module.ts";
import { keywordsOf, passedArguments } from "./arguments.ts";
import type { Evaluators } from "./evaluators.ts";
import { boundMethod, callMethod } from "./members.ts";
import { given, moduleFunction } from "./module-names.ts";
import { functionName } from "./python-names.ts";

const ADOPTED: ReadonlySet<string> = new Set(["get_event_loop", "new_event_loop"]);

export const callExpressions = {
  m: (call, scope) => {
    const on = call.on === undefined ? scope.lookup("loop") : scope.value(call.on);
    const args = passedArguments(call.m, call, scope);
    return callMethod(on, call.m, args, scope.world.errors);
  },
  bound: ({ bound, on }, scope) =>
    boundMethod(
      on === undefined ? scope.lookup("loop") : scope.value(on),
      bound,
      scope.world.errors,
    ),
  asyncio: (call, scope) => {
    const callee = moduleFunction(functionName(call.asyncio), scope);
    const result: unknown = callee(...passedArguments(call.asyncio, call, scope));
    if (ADOPTED.has(call.asyncio)) scope.world.adopt(result);
    return result;
  },
  run: ({ run, debug, factory }, scope) => {
    const { world } = scope;
    const loopFactory = factory === undefined ? () => world.makeLoop() : scope.value(factory);
    return given<AnyFunction>("run", scope)(scope.value(run), {
      // A policy that the program has set is asked for the loop.
      ...(world.ownPolicy && factory === undefined ? {} : { loopFactory }),
      ...(debug === undefined ? {} : { debug }),
    });
  },
  call: ({ call, args = [] }, scope) =>
    scope.world.fn(call)(...args.map((arg) => scope.value(arg))),
  partial: ({ partial, args = [], kwargs }, scope) => {
    const callback = scope.value(partial);
    const values = args.map((arg) => scope.value(arg));
    return given<AnyFunction>("partial", scope)(callback, values, keywordsOf(kwargs, scope));
  },
} satisfies Evaluators;
