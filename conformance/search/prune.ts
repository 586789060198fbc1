/** Parts of programs, taken away so that what is left still is a program. */
import type { Program, ProgramFunction } from "../language/case.ts";
import type { Operation } from "../language/operation.ts";
import {
  bodiesOf,
  expressionsOf,
  functionNamedIn,
  functionUsedBy,
  localBoundBy,
  nameBoundBy,
  namesUsedBy,
  nameUsedBy,
} from "../language/parts.ts";
import { walk, walkProgram } from "../language/walk.ts";

/** The same operation with other bodies, in the order of `bodiesOf`. */
export function withBodies(
  operation: Operation,
  change: (body: readonly Operation[]) => readonly Operation[],
): Operation {
  const bodies = bodiesOf(operation).map(([key, body]) => [key, change(body)] as const);
  return bodies.length === 0 ? operation : { ...operation, ...Object.fromEntries(bodies) };
}

/** Names and functions that an operation mentions itself, without the bodies in it. */
function mentionsOf(operation: Operation): { names: string[]; functions: string[] } {
  const names = namesUsedBy(operation).map(([, name]) => name);
  const used = functionUsedBy(operation)?.[1];
  const functions = used === undefined ? [] : [used];
  for (const [, expression] of expressionsOf(operation))
    walk(expression, {
      expression: (node) => {
        const name = nameUsedBy(node)?.[1];
        if (name !== undefined) names.push(name);
        const fn = functionNamedIn(node)?.[1];
        if (fn !== undefined) functions.push(fn);
      },
    });
  return { names, functions };
}

/** Without operations that mention what is not there any more, and without functions that nothing mentions. */
export function pruned(program: Program): Program {
  for (let before = program; ; ) {
    const after = prunedOnce(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return after;
    before = after;
  }
}

function prunedOnce(program: Program): Program {
  const bound = new Set(["loop", "loop_", "context"]);
  for (const { params = [], rest } of Object.values(program.fns))
    for (const name of rest === undefined ? params : [...params, rest]) bound.add(name);
  walkProgram(program, {
    operation: (operation) => {
      const name = nameBoundBy(operation) ?? localBoundBy(operation);
      if (name !== undefined) bound.add(name);
    },
  });
  const sound = (operation: Operation): boolean => {
    const { names, functions } = mentionsOf(operation);
    return names.every((name) => bound.has(name)) && functions.every((fn) => fn in program.fns);
  };
  const keep = (body: readonly Operation[]): readonly Operation[] =>
    body.filter(sound).flatMap((operation) => {
      const kept = withBodies(operation, keep);
      const bodies = bodiesOf(kept);
      const empty = bodies.length > 0 && bodies.every(([, inner]) => inner.length === 0);
      return empty ? [] : [kept];
    });
  const main = keep(program.main);
  const fns = Object.entries(program.fns).map(
    ([name, fn]) => [name, { ...fn, body: keep(fn.body) }] as const,
  );
  return reachable({ ...program, fns: Object.fromEntries(fns), main });
}

function reachable(program: Program): Program {
  const { fns, protocols = {}, main } = program;
  const reached = new Set<string>();
  const visit = (body: readonly Operation[]): void => {
    const found: string[] = [];
    const note = (name: string | undefined) => {
      if (name === undefined || reached.has(name) || fns[name] === undefined) return;
      reached.add(name);
      found.push(name);
    };
    walk(body, {
      operation: (operation) => note(functionUsedBy(operation)?.[1]),
      expression: (node) => note(functionNamedIn(node)?.[1]),
    });
    for (const name of found) visit((fns[name] as ProgramFunction).body);
  };
  visit(main);
  for (const { on = {} } of Object.values(protocols))
    for (const name of Object.values(on)) {
      reached.add(name);
      visit(fns[name]?.body ?? []);
    }
  const kept = Object.entries(fns).filter(([name]) => reached.has(name));
  return { ...program, fns: Object.fromEntries(kept), main };
}
