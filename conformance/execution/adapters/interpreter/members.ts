/** Methods and attributes of whatever the program has got hold of. */
import type { AnyFunction } from "../asyncio-module.ts";
import { arranged, takesCallback } from "./arguments.ts";
import type { ErrorClasses } from "./error-classes.ts";
import { camelCase } from "./python-names.ts";
import { isGenerator, isNone, isPlainObject } from "./values.ts";

type Members = { readonly [name: string]: unknown };

/** What the methods of coroutine objects are called on generator objects. */
const OF_GENERATORS: { readonly [name: string]: string } = {
  close: "return",
  send: "next",
  throw: "throw",
};

const bound = new WeakMap<object, Map<string, AnyFunction>>();

const nameOn = (object: unknown, name: string): string =>
  (isGenerator(object) ? OF_GENERATORS[name] : undefined) ?? camelCase(name);

/** An attribute's value. */
export function attributeOf(object: unknown, name: string, errors: ErrorClasses): unknown {
  const key = nameOn(object, name);
  if (isNone(object) || !(key in Object(object))) throw noMember(object, key, errors);
  return (object as Members)[key];
}

/** Whether an object has a method. */
export const hasMethod = (object: unknown, name: string): boolean =>
  !isNone(object) && typeof (object as Members)[nameOn(object, name)] === "function";

/** Calls a method. */
export function callMethod(
  object: unknown,
  name: string,
  args: readonly unknown[],
  errors: ErrorClasses,
): unknown {
  if (!hasMethod(object, name)) throw noMember(object, nameOn(object, name), errors);
  return (object as { [name: string]: AnyFunction })[nameOn(object, name)]?.(...args);
}

/** A method bound to its object. The same one each time, as Python's compare equal. */
export function boundMethod(object: unknown, name: string, errors: ErrorClasses): AnyFunction {
  if (typeof object !== "object" || object === null || !hasMethod(object, name)) {
    throw noMember(object, nameOn(object, name), errors);
  }
  const methods = bound.get(object) ?? new Map<string, AnyFunction>();
  bound.set(object, methods);
  const known = methods.get(name);
  if (known !== undefined) return known;
  const method = ((object as Members)[nameOn(object, name)] as AnyFunction).bind(object);
  const made = takesCallback(name) ? calledAsInPython(name, method) : method;
  methods.set(name, made);
  return made;
}

/** Whoever calls a method that schedules passes the callback's arguments one by one, keywords in a last object. */
function calledAsInPython(name: string, method: AnyFunction): AnyFunction {
  const call = (...args: unknown[]) => {
    const last = args.at(-1);
    if (!isPlainObject(last)) return method(...arranged(name, args, {}));
    return method(...arranged(name, args.slice(0, -1), last));
  };
  return Object.defineProperty(call, "name", { value: method.name });
}

function noMember(object: unknown, key: string, errors: ErrorClasses): Error {
  const what = isNone(object)
    ? String(object)
    : `\`${Object(object).constructor?.name ?? "object"}\``;
  return new (errors.of("AttributeError"))(`${what} has no member \`${key}\``);
}
