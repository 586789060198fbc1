/** Names: bound before use, at one place, and for a reason. */
import type { Program, ProgramFunction } from "../case.ts";
import type { Expression } from "../expression.ts";
import type { Operation } from "../operation.ts";
import {
  bodiesOf,
  expressionsOf,
  isNode,
  localBoundBy,
  nameBoundBy,
  namesUsedBy,
  nameUsedBy,
  subexpressionsOf,
} from "../parts.ts";
import { type Finding, finding, listed } from "./problem.ts";
import { type OperationSite, placesOf, type Sites } from "./sites.ts";

/** The loop under test, bound before the program starts. */
const LOOP = "loop";

/** Checks every name of a program. */
export function checkNames(program: Program, sites: Sites): readonly Finding[] {
  const bindings = globalBindings(sites);
  return [
    ...checkUses(program, bindings),
    ...checkSingleAssignment(program, bindings),
    ...checkUnused(sites, bindings),
  ];
}

/** The parameters of a function, a handler's fixed ones included. */
export function parametersOf(fn: ProgramFunction): readonly string[] {
  if (fn.kind === "handler") return ["loop_", "context"];
  const rest = fn.rest === undefined ? [] : [fn.rest];
  return [...(fn.params ?? []), ...(fn.optional ?? []), ...rest];
}

/** The names that a call binds in a function: its parameters, and `keywords` where it takes keyword arguments. */
export function argumentsOf(fn: ProgramFunction): readonly string[] {
  return [...parametersOf(fn), ...(fn.keywords ? ["keywords"] : [])];
}

type Bindings = ReadonlyMap<string, readonly OperationSite[]>;

function globalBindings(sites: Sites): Bindings {
  const bindings = new Map<string, OperationSite[]>();
  for (const site of sites.operations) {
    const name = nameBoundBy(site.operation);
    if (name !== undefined) bindings.set(name, [...(bindings.get(name) ?? []), site]);
  }
  return bindings;
}

/** Follows the names through one body, in the order of the text. */
class Scope {
  readonly findings: Finding[] = [];
  private readonly bound: Set<string>;
  private readonly dropped = new Set<string>();

  constructor(bound: Iterable<string>) {
    this.bound = new Set(bound);
  }

  follow(body: readonly Operation[], path: string): void {
    for (const [index, operation] of body.entries()) this.step(operation, `${path}[${index}]`);
  }

  private step(operation: Operation, path: string): void {
    for (const [key, part] of expressionsOf(operation)) this.evaluate(part, `${path}.${key}`);
    for (const [key, name] of namesUsedBy(operation)) this.use(name, `${path}.${key}`);
    if (operation.op === "drop") this.drop(operation.names);
    const local = localBoundBy(operation);
    if (local !== undefined && operation.op !== "try") this.bound.add(local);
    for (const [key, body] of bodiesOf(operation)) {
      // An error's name is bound in its handler alone, as in Python.
      const caught = key === "catch" ? local : undefined;
      if (caught !== undefined) this.bound.add(caught);
      this.follow(body, `${path}.${key}`);
      if (caught !== undefined) this.bound.delete(caught);
    }
    const name = nameBoundBy(operation);
    if (name !== undefined) this.bound.add(name);
  }

  private evaluate(expression: Expression, path: string): void {
    if (!isNode(expression)) return;
    const used = nameUsedBy(expression);
    if (used !== undefined) this.use(used[1], `${path}.${used[0]}`);
    for (const [key, part] of subexpressionsOf(expression)) this.evaluate(part, `${path}.${key}`);
  }

  private drop(names: readonly string[]): void {
    for (const name of names) {
      this.bound.delete(name);
      this.dropped.add(name);
    }
  }

  private use(name: string, path: string): void {
    if (this.bound.has(name)) return;
    this.findings.push(
      this.dropped.has(name)
        ? finding(path, "dropped-name", `\`${name}\` was dropped before. Drop it later.`)
        : finding(
            path,
            "unbound-name",
            `Nothing binds \`${name}\` before this. Bind it with \`as\`, or use one of ${listed(this.bound)}.`,
          ),
    );
  }
}

/**
 * In main, names are bound in its order; a function may have run before, so what any function binds
 * counts as bound. In a function, what any place binds counts as bound: it may run later.
 */
function checkUses(program: Program, bindings: Bindings): readonly Finding[] {
  const inFunctions = [...bindings].filter(([, found]) => found.some(({ place }) => place.fn));
  return placesOf(program).flatMap(({ place, path, body }) => {
    const fn = place.fn === undefined ? undefined : program.fns[place.fn];
    const bound =
      fn === undefined
        ? inFunctions.map(([name]) => name)
        : [...bindings.keys(), ...argumentsOf(fn)];
    const scope = new Scope([LOOP, ...bound]);
    scope.follow(body, path);
    return scope.findings;
  });
}

function checkSingleAssignment(program: Program, bindings: Bindings): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [name, [first, ...more]] of bindings) {
    for (const { path } of more) {
      const message = `\`${name}\` is bound at ${first?.path} already. Use another name.`;
      findings.push(finding(path, "bound-twice", message));
    }
    if (name !== LOOP) continue;
    const message = "`loop` is the loop under test. Use another name.";
    findings.push(finding(first?.path ?? "main", "bound-twice", message));
  }
  for (const { path, name } of localNames(program)) {
    if (name !== LOOP && !bindings.has(name) && program.fns[name] === undefined) continue;
    const message = `\`${name}\` is also the name of something global. Use another name here.`;
    findings.push(finding(path, "shadowing", message));
  }
  for (const [name, [site]] of bindings) {
    if (program.fns[name] === undefined) continue;
    const message = `\`${name}\` is the name of a function. Use another name.`;
    findings.push(finding(site?.path ?? "main", "shadowing", message));
  }
  return findings;
}

function localNames(program: Program): readonly { path: string; name: string }[] {
  const names = Object.entries(program.fns).flatMap(([fn, shape]) =>
    argumentsOf(shape).map((name) => ({ path: `fns.${fn}`, name })),
  );
  const visit = (body: readonly Operation[], path: string) => {
    for (const [index, operation] of body.entries()) {
      const name = localBoundBy(operation);
      if (name !== undefined) names.push({ path: `${path}[${index}]`, name });
      for (const [key, inner] of bodiesOf(operation)) visit(inner, `${path}[${index}].${key}`);
    }
  };
  for (const { path, body } of placesOf(program)) visit(body, path);
  return names;
}

/** Methods and functions whose result is bound to keep it alive: the loop itself only refers to it weakly. */
const KEPT_ALIVE = new Set(["create_task", "ensure_future", "run_in_executor", "task", "object"]);

function isKeptAlive({ operation }: OperationSite): boolean {
  if (operation.op !== "do" || !isNode(operation.what)) return false;
  const { what } = operation;
  if ("m" in what) return KEPT_ALIVE.has(what.m);
  if ("asyncio" in what) return KEPT_ALIVE.has(what.asyncio);
  return "call" in what || ("make" in what && KEPT_ALIVE.has(what.make));
}

function checkUnused(sites: Sites, bindings: Bindings): readonly Finding[] {
  const used = new Set<string>();
  for (const { operation } of sites.operations) {
    for (const [, name] of namesUsedBy(operation)) used.add(name);
  }
  for (const { expression } of sites.expressions) {
    const name = nameUsedBy(expression)?.[1];
    if (name !== undefined) used.add(name);
  }
  return [...bindings].flatMap(([name, [site]]) => {
    if (site === undefined || used.has(name) || isKeptAlive(site)) return [];
    const message =
      site.operation.op === "thread" || site.operation.op === "peer"
        ? `Nothing waits for the ${site.operation.op} \`${name}\`. Join it before main ends.`
        : `\`${name}\` is bound and never used. Leave out \`as\`, or use it.`;
    return [finding(site.path, "unused-name", message)];
  });
}
