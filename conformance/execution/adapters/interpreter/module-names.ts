/** What the adapter gives of an asyncio module. */
import type { AnyFunction } from "../asyncio-module.ts";
import { defaultSleep } from "./default-sleep.ts";
import { Unsupported } from "./faults.ts";
import type { Scope } from "./scope.ts";

/** A function of the asyncio module. */
export function moduleFunction(name: string, { world }: Scope): AnyFunction {
  const given = world.asyncio[name];
  if (typeof given === "function") return given as AnyFunction;
  if (name === "sleep") return (delay, result) => defaultSleep(world, delay, result);
  throw new Unsupported(`the adapter gives no \`asyncio.${name}\`: pass it to adaptLoop()`);
}

/** A function or class of the module, which is there because a capability says so. */
export function given<T>(name: string, { world }: Scope): T {
  const value = world.asyncio[name];
  if (value === undefined) {
    throw new Unsupported(`the adapter gives no \`asyncio.${name}\`: pass it to adaptLoop()`);
  }
  return value as T;
}
