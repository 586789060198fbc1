/** Expressions that name, make or look at plain values. */
import type { HostFact } from "../../../language/expression.ts";
import type { AsyncgenHooks, ContextObject } from "../asyncio-module.ts";
import type { Evaluators } from "./evaluators.ts";
import { Unsupported } from "./faults.ts";
import { kindOf } from "./kinds.ts";
import { attributeOf, callMethod, hasMethod } from "./members.ts";
import { given } from "./module-names.ts";
import { functionName } from "./python-names.ts";
import type { Scope } from "./scope.ts";
import { dispositionOf } from "./signals.ts";
import { itemOf, lengthOf } from "./values.ts";

/** What a context variable without a value shows. */
const UNSET = "unset";

const absent = (what: string) => () => {
  throw new Unsupported(`this adapter has no ${what}`);
};

const hooks = (scope: Scope): AsyncgenHooks =>
  given<() => AsyncgenHooks>("getAsyncGeneratorHooks", scope)();

const FACTS: { readonly [fact in HostFact]: (scope: Scope) => unknown } = {
  thread_id: absent("threads"),
  // Nothing of the environment asks a loop of JavaScript for debug mode.
  debug_wanted: () => false,
  asyncgen_firstiter: (scope) => hooks(scope).firstIteration,
  asyncgen_finalizer: (scope) => hooks(scope).finalizer,
};

const generatorMethod = (generator: unknown, name: string, args: unknown[], { world }: Scope) =>
  callMethod(generator, name, args, world.errors);

export const valueExpressions = {
  $: ({ $ }, scope) => scope.lookup($),
  fn: ({ fn }, { world }) => world.fn(fn),
  list: ({ list }, scope) => list.map((element) => scope.value(element)),
  bytes: ({ bytes }) => new TextEncoder().encode(bytes),
  decode: ({ decode }, scope) => {
    const value = scope.value(decode);
    return typeof value === "string" ? value : Buffer.from(value as Uint8Array).toString("latin1");
  },
  attr: ({ attr, of }, scope) =>
    attributeOf(
      of === undefined ? scope.lookup("loop") : scope.value(of),
      attr,
      scope.world.errors,
    ),
  has_method: ({ has_method, of }, scope) =>
    hasMethod(of === undefined ? scope.lookup("loop") : scope.value(of), has_method),
  has_function: ({ has_function }, { world }) =>
    typeof world.asyncio[functionName(has_function)] === "function",
  error: ({ error, message }, { world }) => {
    const Class = world.errors.of(error);
    return message === undefined ? new Class() : new Class(message);
  },
  host: ({ host }, scope) => FACTS[host](scope),
  time_plus: ({ time_plus, on }, scope) => {
    const loop = on === undefined ? scope.lookup("loop") : scope.value(on);
    return (callMethod(loop, "time", [], scope.world.errors) as number) + time_plus;
  },
  item: ({ item, of }, scope) => itemOf(scope.value(of), item),
  len: ({ len }, scope) => lengthOf(scope.value(len)),
  cv: (node, scope) => {
    const variable = scope.world.variable(node.cv);
    if (!("in" in node)) return variable.get(UNSET);
    const context = scope.value(node.in) as ContextObject;
    return context.has(variable) ? context.get(variable) : UNSET;
  },
  end: ({ end, side }, scope) => (scope.lookup(end) as readonly unknown[])[side],
  anext: ({ anext }, scope) => generatorMethod(scope.value(anext), "anext", [], scope),
  asend: ({ asend, value }, scope) =>
    generatorMethod(scope.value(asend), "asend", [scope.value(value)], scope),
  athrow: ({ athrow, error }, scope) =>
    generatorMethod(scope.value(athrow), "athrow", [scope.value(error)], scope),
  aclose: ({ aclose }, scope) => generatorMethod(scope.value(aclose), "aclose", [], scope),
  subprocess_exit: ({ subprocess_exit }, { world }) => {
    const { subprocessExit } = world.host;
    if (subprocessExit === undefined) throw new Unsupported("this adapter has no subprocesses");
    return subprocessExit(subprocess_exit);
  },
  alive: ({ alive }, scope) => (scope.lookup(alive) as WeakRef<WeakKey>).deref() !== undefined,
  disposition: ({ disposition }, { world }) => dispositionOf(disposition, world),
  repr: ({ repr }, scope) => {
    const value = scope.value(repr);
    return scope.world.host.repr?.(value) ?? String(value);
  },
  hash: absent("hashes of objects"),
  kind: ({ kind }, scope) => kindOf(scope.value(kind)),
} satisfies Evaluators;
