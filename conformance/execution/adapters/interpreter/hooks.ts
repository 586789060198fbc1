/** The first-iteration hook for asynchronous generators. */
import type { AsyncgenHooks } from "../asyncio-module.ts";
import { given } from "./module-names.ts";
import type { Scope } from "./scope.ts";

/** Sets or clears the hook; the one that was there comes back when the program is over. */
export function setAsyncgenHook(fn: string | null, scope: Scope): void {
  const { world } = scope;
  const read = given<() => AsyncgenHooks>("getAsyncGeneratorHooks", scope);
  const write = given<(hooks: AsyncgenHooks) => void>("setAsyncGeneratorHooks", scope);
  const before = read();
  world.undo.push(() => write(before));
  write({ ...before, firstIteration: fn === null ? null : world.fn(fn) });
}
