/** Signals of the own process, as Node has them: a function of the program is called between two jobs. */
import type { SignalName } from "../../../language/expression.ts";
import { Unsupported } from "./faults.ts";
import type { World } from "./scope.ts";
import { noteStray } from "./stray.ts";

type Listener = () => void;

/** The functions that a program has set, for as long as the program runs. */
const listeners = new WeakMap<World, Map<SignalName, Listener>>();

/** Has a function of the program called at a signal; null takes away the one that was set. */
export function setSignalFunction(signal: SignalName, fn: string | null, world: World): void {
  checkOffered(world);
  const own = listenersOf(world);
  const before = own.get(signal);
  own.delete(signal);
  if (fn !== null) {
    const listener = listenerOf(fn, world);
    process.on(signal, listener);
    own.set(signal, listener);
  }
  // The new one comes first: in between, the signal would end the process.
  if (before !== undefined) process.off(signal, before);
}

/** Sends a signal to the own process. */
export function raiseSignal(signal: SignalName, world: World): void {
  checkOffered(world);
  process.kill(process.pid, signal);
}

/** What happens at a signal. Node ignores none of those that programs may use. */
export function dispositionOf(signal: SignalName, world: World): "default" | "handler" {
  checkOffered(world);
  return process.listenerCount(signal) > 0 ? "handler" : "default";
}

function checkOffered({ host }: World): void {
  if (host.signals !== true) throw new Unsupported("this adapter has no signals");
}

function listenersOf(world: World): Map<SignalName, Listener> {
  const known = listeners.get(world);
  if (known !== undefined) return known;
  const made = new Map<SignalName, Listener>();
  listeners.set(world, made);
  world.undo.push(() => {
    for (const [signal, listener] of made) process.off(signal, listener);
  });
  return made;
}

function listenerOf(fn: string, world: World): Listener {
  const call = world.fn(fn);
  return () => {
    try {
      call();
    } catch (error) {
      const why = `\`${fn}\` raised ${String(error)} at a signal, and no code runs that could get it`;
      noteStray(new Unsupported(why), world);
    }
  };
}
