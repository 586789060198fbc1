/** Functions of a program as functions of JavaScript. */
import type { ProgramFunction } from "../../../language/case.ts";
import type { AnyFunction } from "../asyncio-module.ts";
import { Activation } from "./activation.ts";
import { perform, performNow } from "./control.ts";
import { ProgramFault } from "./faults.ts";
import { given } from "./module-names.ts";
import type { Completion, Performance, World } from "./scope.ts";
import { showCall } from "./show.ts";
import { noteStray } from "./stray.ts";
import { isPlainObject } from "./values.ts";

/** Makes the function. Its name is the program's, so that debugging texts show it. */
export function makeFunction(name: string, world: World): AnyFunction {
  const fn = world.program.fns[name];
  if (fn === undefined) throw new ProgramFault(`the program has no function \`${name}\``);
  const made = functionOfKind(name, fn, world);
  return Object.defineProperty(made, "name", { value: name });
}

function functionOfKind(name: string, fn: ProgramFunction, world: World): AnyFunction {
  switch (fn.kind) {
    case "coroutine":
      return function* (...args: unknown[]) {
        return resultOf(yield* noting(name, fn, args, world));
      };
    case "asyncgen":
      return (...args: unknown[]) => {
        const make = given<AnyFunction>("asyncGenerator", new Activation(world, "asyncgen"));
        return make(function* () {
          yield* noting(name, fn, args, world);
        })();
      };
    case "handler":
      return (...args: unknown[]) => callHandler(name, fn, args, world);
    default:
      return (...args: unknown[]) => callPlain(name, fn, args, world);
  }
}

const resultOf = (completion: Completion | undefined): unknown =>
  completion?.leave === "return" ? completion.value : undefined;

function callPlain(name: string, fn: ProgramFunction, args: unknown[], world: World): unknown {
  try {
    const scope = enter(name, fn, args, world);
    return resultOf(performNow(fn.body, scope));
  } catch (error) {
    throw noteStray(error, world);
  }
}

function* noting(name: string, fn: ProgramFunction, args: unknown[], world: World): Performance {
  try {
    return yield* perform(fn.body, enter(name, fn, args, world));
  } catch (error) {
    throw noteStray(error, world);
  }
}

/** A handler takes any number of arguments, so that a wrong call shows in the trace. */
function callHandler(name: string, fn: ProgramFunction, args: unknown[], world: World): unknown {
  const { recorder } = world;
  if (args.length !== 2) {
    const plural = args.length === 1 ? "" : "s";
    recorder.log(`${name} called with ${args.length} argument${plural}`);
    recorder.report(name, null);
    return undefined;
  }
  if (!fn.quiet) recorder.log(name);
  recorder.report(name, args[1]);
  const scope = new Activation(world, "handler");
  scope.locals.set("loop_", args[0]);
  scope.locals.set("context", args[1]);
  try {
    return resultOf(performNow(fn.body, scope));
  } catch (error) {
    throw noteStray(error, world);
  }
}

/** Begins an activation: binds the arguments, writes the entry. */
function enter(
  name: string,
  fn: ProgramFunction,
  args: readonly unknown[],
  world: World,
): Activation {
  const { params = [], optional = [], rest, keywords = false, quiet = false, kind } = fn;
  const scope = new Activation(world, kind);
  const { positional, named } = separate(name, fn, args);
  const more = positional.length - params.length;
  if (more < 0 || (more > 0 && rest === undefined)) {
    throw new TypeError(
      `${name}() takes ${params.length} positional arguments, ${positional.length} were given`,
    );
  }
  for (const [index, param] of params.entries()) scope.locals.set(param, positional[index]);
  for (const param of optional) scope.locals.set(param, named[param] ?? null);
  if (rest !== undefined) scope.locals.set(rest, positional.slice(params.length));
  if (keywords) scope.locals.set("keywords", named);
  if (quiet) return scope;
  const bare = params.length === 0 && rest === undefined && !keywords;
  const others = Object.entries(named).filter(([key]) => !optional.includes(key));
  world.recorder.log(bare ? name : showCall(name, positional, Object.fromEntries(others)));
  return scope;
}

/** Tells keyword arguments, which arrive as one trailing object, from positional ones. */
function separate(
  name: string,
  { params = [], optional = [], rest, keywords = false }: ProgramFunction,
  args: readonly unknown[],
): {
  readonly positional: readonly unknown[];
  readonly named: { readonly [name: string]: unknown };
} {
  const last = args.at(-1);
  const surplus = args.length > params.length && rest === undefined;
  if (!isPlainObject(last) || !(keywords || surplus)) return { positional: args, named: {} };
  const unexpected = Object.keys(last).find((key) => !optional.includes(key));
  if (!keywords && unexpected !== undefined) {
    throw new TypeError(`${name}() got an unexpected keyword argument ${unexpected}`);
  }
  return { positional: args.slice(0, -1), named: last };
}
