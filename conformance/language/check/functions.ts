/** Functions: named ones exist, are reachable, and have the shape that their kind asks for. */
import type { Program, ProgramFunction } from "../case.ts";
import {
  functionNamedIn,
  functionUsedBy,
  localBoundBy,
  nameBoundBy,
  protocolNamedIn,
} from "../parts.ts";
import { parametersOf } from "./names.ts";
import { type Finding, finding, listed } from "./problem.ts";
import type { Sites } from "./sites.ts";

/** Checks every function of a program and every mention of one. */
export function checkFunctions(program: Program, sites: Sites): readonly Finding[] {
  const mentions = [...mentionsOf(sites), ...mentionsOfProtocols(program, sites)];
  return [
    ...checkKnown(program, mentions),
    ...checkReachable(program, mentions),
    ...Object.entries(program.fns).flatMap(([name, fn]) => checkShape(name, fn, sites)),
    ...checkCalls(program, sites),
    ...checkIdentifiers(program, sites),
  ];
}

interface Mention {
  readonly path: string;
  /** Function that mentions it, or undefined for main. */
  readonly from: string | undefined;
  readonly name: string;
}

function mentionsOf(sites: Sites): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const { path, place, operation } of sites.operations) {
    const used = functionUsedBy(operation);
    if (used) mentions.push({ path: `${path}.${used[0]}`, from: place.fn, name: used[1] });
  }
  for (const { path, place, expression } of sites.expressions) {
    const used = functionNamedIn(expression);
    if (used) mentions.push({ path: `${path}.${used[0]}`, from: place.fn, name: used[1] });
  }
  return mentions;
}

/** A protocol calls its functions where something makes one. */
function mentionsOfProtocols({ protocols = {} }: Program, sites: Sites): readonly Mention[] {
  return sites.expressions.flatMap(({ place, expression }) => {
    const used = protocolNamedIn(expression);
    if (used === undefined) return [];
    return Object.entries(protocols[used[1]]?.on ?? {}).map(([method, name]) => ({
      path: `protocols.${used[1]}.on.${method}`,
      from: place.fn,
      name,
    }));
  });
}

function checkKnown({ fns }: Program, mentions: readonly Mention[]): readonly Finding[] {
  return mentions
    .filter(({ name }) => fns[name] === undefined)
    .map(({ path, name }) => {
      const known = listed(Object.keys(fns));
      return finding(path, "unknown-function", `There is no function \`${name}\`, only ${known}.`);
    });
}

function checkReachable({ fns }: Program, mentions: readonly Mention[]): readonly Finding[] {
  const reached = new Set<string | undefined>([undefined]);
  // A set's iteration goes on to what is added meanwhile.
  for (const from of reached) {
    for (const mention of mentions) if (mention.from === from) reached.add(mention.name);
  }
  return Object.keys(fns)
    .filter((name) => !reached.has(name))
    .map((name) => {
      const message = `Nothing that main reaches mentions \`${name}\`. Remove it, or use it.`;
      return finding(`fns.${name}`, "unused-function", message);
    });
}

function checkShape(name: string, fn: ProgramFunction, sites: Sites): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (message: string) => findings.push(finding(`fns.${name}`, "function-shape", message));
  const own = sites.operations.filter(({ place }) => place.fn === name);

  if (fn.kind === "handler" && (fn.params || fn.optional || fn.rest || fn.keywords)) {
    add("A handler's parameters are always `loop_` and `context`. Leave out others.");
  }
  if (fn.optional && fn.rest) {
    add("A function takes optional parameters or any number of arguments. Leave out one.");
  }
  if (fn.kind === "asyncgen" && !own.some(({ operation }) => operation.op === "yield")) {
    add("An asynchronous generator needs a `yield`. Add one, or make it a coroutine.");
  }
  const handlesSignal = sites.operations.some(
    ({ operation }) => operation.op === "signal" && operation.fn === name,
  );
  if (handlesSignal && parametersOf(fn).length > 0) {
    add("A signal's function gets no arguments. Leave out its parameters.");
  }
  const parameters = parametersOf(fn);
  const twice = parameters.find((parameter, index) => parameters.indexOf(parameter) !== index);
  if (twice !== undefined) add(`Two parameters are named \`${twice}\`. Rename one.`);
  return findings;
}

function checkCalls({ fns }: Program, sites: Sites): readonly Finding[] {
  const findings: Finding[] = [];
  const check = (path: string, name: string, given: number) => {
    const fn = fns[name];
    if (fn === undefined) return;
    const wanted = fn.kind === "handler" ? 2 : (fn.params ?? []).length;
    if (given === wanted || (fn.rest !== undefined && given > wanted)) return;
    const message = `\`${name}\` takes ${wanted} argument(s), and is called with ${given}.`;
    findings.push(finding(path, "call-arguments", message));
  };
  for (const { path, expression } of sites.expressions) {
    const mentioned = functionNamedIn(expression)?.[1];
    if (mentioned !== undefined && fns[mentioned]?.kind === "peer") {
      const message = `Only the operation \`peer\` starts \`${mentioned}\`.`;
      findings.push(finding(path, "function-shape", message));
    }
    if ("call" in expression) check(path, expression.call, (expression.args ?? []).length);
    if ("make" in expression && expression.make === "awaitable") check(path, expression.fn, 0);
  }
  for (const { path, operation } of sites.operations) {
    if (operation.op === "thread") check(path, operation.fn, (operation.args ?? []).length);
    if (operation.op !== "thread" && operation.op !== "peer") continue;
    const kind = fns[operation.fn]?.kind;
    if (kind === undefined || kind === operation.op) continue;
    const message = `\`${operation.fn}\` is not a function of kind \`${operation.op}\`. Make it one.`;
    findings.push(finding(`${path}.fn`, "function-shape", message));
  }
  return findings;
}

const IDENTIFIER = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Names go into scripts of several languages; a keyword of one is renamed there, an odd character is not. */
function checkIdentifiers({ fns }: Program, sites: Sites): readonly Finding[] {
  const names = new Map<string, string>();
  for (const [name, fn] of Object.entries(fns)) {
    names.set(name, `fns.${name}`);
    for (const parameter of parametersOf(fn)) names.set(parameter, `fns.${name}`);
  }
  for (const { path, operation } of sites.operations) {
    const name = nameBoundBy(operation) ?? localBoundBy(operation);
    if (name !== undefined) names.set(name, path);
    if (operation.op === "cv_set") names.set(operation.var, path);
  }
  return [...names]
    .filter(([name]) => !IDENTIFIER.test(name))
    .map(([name, path]) => {
      const message = `${JSON.stringify(name)} is not an identifier. Use letters, digits and \`_\`.`;
      return finding(path, "bad-name", message);
    });
}
