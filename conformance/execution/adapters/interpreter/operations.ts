/** Operations that neither await nor contain others that could. */
import type { PeerStep } from "../../../language/network.ts";
import { ANATOMY, OPERATION_NAMES, type Operation } from "../../../language/operation.ts";
import type { ContextVariable } from "../asyncio-module.ts";
import { ProgramFault, Unsupported } from "./faults.ts";
import { setAsyncgenHook } from "./hooks.ts";
import { setLoggingPolicy } from "./logging-policy.ts";
import { measureNow } from "./measures.ts";
import { misbehave } from "./misbehave.ts";
import { networkOf } from "./network/network.ts";
import { peerIn } from "./network/program-peers.ts";
import { startPeer } from "./network/start-peer.ts";
import { camelCase } from "./python-names.ts";
import type { Scope } from "./scope.ts";
import { show } from "./show.ts";
import { raiseSignal, setSignalFunction } from "./signals.ts";
import { isNone } from "./values.ts";

type Of<Name extends Operation["op"]> = Extract<Operation, { readonly op: Name }>;
type Performer<Name extends Operation["op"]> = (operation: Of<Name>, scope: Scope) => void;
export type PlainOperations = { readonly [Name in Operation["op"]]?: Performer<Name> };

/** Binds and shows a value as the operation says. */
export function deliver(
  value: unknown,
  target: { readonly as?: string; readonly show?: string },
  { world }: Scope,
): void {
  if (target.as !== undefined) world.names.set(target.as, value);
  if (target.show !== undefined) world.recorder.log(`${target.show}=${show(value)}`);
}

/** A thread that has run: {@link Host.runThread}. */
const ENDED = Symbol("a thread that has ended");

const absent = (what: string) => () => {
  throw new Unsupported(`this adapter has no ${what}`);
};

const inPeers = () => {
  throw new ProgramFault("a step of peers stands elsewhere");
};

const end = (pair: unknown, side: 0 | 1): unknown => (pair as readonly unknown[])[side];

/** What stands in a peer is never performed by the interpreter itself. */
const stepsOfPeers = <Step>(step: Step) =>
  Object.fromEntries(
    OPERATION_NAMES.filter((op) => ANATOMY[op].where === "peers").map((op) => [op, step]),
  ) as { readonly [op in PeerStep["op"]]: Step };

export const plainOperations = {
  log: ({ text, value }, scope) => {
    scope.world.recorder.log(value === undefined ? text : `${text}=${show(scope.value(value))}`);
  },
  raise: ({ what }, scope) => {
    throw scope.value(what);
  },
  cv_set: (operation, scope) => {
    const variable: ContextVariable = scope.world.variable(operation.var);
    variable.set(scope.value(operation.value));
  },
  set_attr: ({ of, attr, value }, scope) => {
    const object = of === undefined ? scope.lookup("loop") : scope.value(of);
    if (isNone(object)) {
      throw new (scope.world.errors.of("AttributeError"))("None has no attributes");
    }
    (object as { [name: string]: unknown })[camelCase(attr)] = scope.value(value);
  },
  block: ({ seconds }, { world }) => world.block(seconds),
  make_ready: ({ pair, side = 0 }, scope) => {
    const { host } = scope.world;
    if (host.makeReady === undefined) throw new Unsupported("this adapter has no descriptors");
    host.makeReady(end(scope.lookup(pair), side));
  },
  drain: ({ pair, side = 0 }, scope) => {
    const { host } = scope.world;
    if (host.drain === undefined) throw new Unsupported("this adapter has no descriptors");
    host.drain(end(scope.lookup(pair), side));
  },
  drop: ({ names }, scope) => {
    for (const name of names) {
      scope.lookup(name); // a name that is not bound is a fault of the program
      if (!scope.locals.delete(name)) scope.world.names.delete(name);
    }
  },
  measure: ({ what, as }, scope) => {
    scope.world.names.set(as, measureNow(what, scope));
  },
  difference: ({ what, from, as }, scope) => {
    const before = scope.lookup(from) as number;
    scope.world.recorder.metric(as, measureNow(what, scope) - before);
  },
  metric: ({ value, as }, scope) => scope.world.recorder.metric(as, scope.value(value)),
  set_asyncgen_hook: ({ fn }, scope) => setAsyncgenHook(fn, scope),
  policy: ({ raises = [] }, scope) => setLoggingPolicy(raises, scope),
  harness: ({ what, text }) => misbehave(what, text),
  thread: ({ fn, args = [], as }, scope) => {
    const { host, names } = scope.world;
    if (host.runThread === undefined) throw new Unsupported("this adapter has no threads");
    const [target, given] = [scope.world.fn(fn), args.map((arg) => scope.value(arg))];
    host.runThread(() => target(...given));
    names.set(as, ENDED);
  },
  join: ({ thread }, scope) => {
    const joined = scope.lookup(thread);
    if (joined !== ENDED) networkOf(scope.world).peers.join(peerIn(joined));
  },
  wait: absent("threads"),
  weak: ({ of, as }, scope) => {
    scope.world.names.set(as, new WeakRef(scope.value(of) as WeakKey));
  },
  signal: ({ signal, fn }, { world }) => setSignalFunction(signal, fn, world),
  raise_signal: ({ signal }, { world }) => raiseSignal(signal, world),
  fork: absent("fork"),
  peer: (operation, scope) => startPeer(operation, scope),
  ...stepsOfPeers(inPeers),
} satisfies PlainOperations;
