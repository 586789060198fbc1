/** A whole TypeScript program from its parts. */
import type { CaseDefinition, ProgramFunction } from "../../case.ts";
import { argumentsOf } from "../../check/names.ts";
import { sitesOf } from "../../check/sites.ts";
import { nameBoundBy } from "../../parts.ts";
import { scriptHeader } from "../script-header.ts";
import { isMiscalled } from "./arity.ts";
import { besideStart } from "./beside-trace.ts";
import { refuseWhatDiffers } from "./differences.ts";
import { helperLines, newLoop } from "./helpers.ts";
import { peerBody, protocolClass } from "./network.ts";
import { completeNetworkHelpers, networkHelpers, threadLines } from "./network-helpers.ts";
import { decisionLines, expectedLines, moduleLines } from "./over-module.ts";
import { signalStart } from "./signals.ts";
import { indented, type Scope, typescriptBody } from "./statement.ts";
import { entryLines } from "./trace-entry.ts";
import { notPrintable, ProgramWriter, typescriptString } from "./writer.ts";

/**
 * The program over the reference loop, which prints its trace; or over the loop of a module, which decides.
 *
 * @param module path of a module that exports `adapter`, as an import of the program names it
 * @param judged the editions of the documentation that its links lead to, the most wanted first
 */
export function typescriptSource(
  definition: CaseDefinition,
  module?: string,
  judged: readonly string[] = [],
): string {
  refuseWhatDiffers(definition.program, module !== undefined);
  const { timeout } = definition;
  const writer = new ProgramWriter(definition.program, module, timeout);
  if (writer.hasIo) refuseElsewhere(writer);
  if (module !== undefined) writer.helper("kind");
  const { bounds, polls, reports } = definition.expect;
  writer.keepsMetrics = module !== undefined && bounds !== undefined;
  if (module !== undefined && polls !== undefined) writer.utilities.add("isDeepStrictEqual");
  const scope: Scope = { writer, leave: "break" };
  const { fns, protocols = {} } = definition.program;
  const isPeer = ([, { kind }]: Functions[number]) => kind === "peer";
  const peers = Object.entries(fns).filter(isPeer);
  const others = Object.entries(fns).filter((entry) => !isPeer(entry));
  const functions = [
    ...others.map(([name, fn]) => functionLines(name, fn, reports !== undefined, scope)),
    ...Object.entries(protocols).map(([name, protocol]) => protocolClass(name, protocol, writer)),
  ];
  const threads = peers.map(([name, fn]) => [name, peerLines(name, fn, writer)] as const);
  const decides = module !== undefined;
  const main = [
    ...(decides ? ['let outcome = "ok";'] : []),
    "try {",
    ...indented(writer.awaiting(() => typescriptBody(definition.program.main, scope))),
    "} catch (error) {",
    "  console.error(error);",
    ...(decides ? ['  outcome = "raised " + kind(error);'] : []),
    "}",
    ...(decides
      ? decisionLines(definition.expect)
      : ["for (const entry of trace) console.log(entry);"]),
  ];
  completeNetworkHelpers(writer);
  const making = loopLines(writer); // first: it may use a helper
  const helpers = [...helperLines(writer), ...networkHelpers(writer)];
  const thread = writer.hasIo ? threadLines(writer, threads) : [];
  const blocks = [
    [...scriptHeader(definition, { comment: "//", judged }), ...importLines(writer)],
    ...thread,
    ...(module === undefined ? [] : adapterLines(writer)),
    ["const trace: string[] = [];", "const log = (entry: string) => trace.push(entry);"],
    variableLines(writer),
    ...helpers,
    ...functions,
    ...(decides ? expectedLines(definition.expect) : []),
    [
      ...(decides
        ? [
            ...(writer.hosted ? signalStart(writer) : []),
            ...beginLines(writer, polls !== undefined),
            ...besideStart(definition.expect),
          ]
        : []),
      ...making,
      ...main,
    ],
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

type Functions = readonly (readonly [name: string, fn: ProgramFunction])[];

function peerLines(name: string, { body }: ProgramFunction, writer: ProgramWriter) {
  return [
    `function ${writer.names.of(name)}(peer: any): void {`,
    ...indented(peerBody(body, writer)),
    "}",
  ];
}

function functionLines(
  name: string,
  fn: ProgramFunction,
  reports: boolean,
  scope: Scope,
): readonly string[] {
  const { writer } = scope;
  const own = writer.names.of(name);
  const body = indented([
    ...arityLines(name, fn, writer),
    ...entryLines(name, fn, writer),
    ...(fn.kind === "handler" && reports ? [reportLine(name, writer)] : []),
    ...typescriptBody(fn.body, scope),
  ]);
  const params = signature(fn, writer);
  if (fn.kind === "asyncgen") {
    const make = writer.from("asyncGenerator");
    return [`const ${own} = ${make}(function* (${params}): any {`, ...body, "});"];
  }
  const star = fn.kind === "coroutine" ? "*" : "";
  return [`function${star} ${own}(${params}): any {`, ...body, "}"];
}

function reportLine(name: string, { module }: ProgramWriter): string {
  return module === undefined
    ? `console.error("report: ${name}", context);`
    : "keepReport(context);";
}

function signature(fn: ProgramFunction, writer: ProgramWriter): string {
  if (fn.kind === "handler") return "loop_: any, context: any";
  const params = (fn.params ?? []).map((param) => `${writer.names.of(param)}: any`);
  if (fn.optional !== undefined) {
    const named = fn.optional.map((param) => `${writer.names.of(param)} = null`);
    params.push(`{ ${named.join(", ")}, ...keywords }: any = {}`);
  } else if (fn.rest !== undefined) params.push(`...${writer.names.of(fn.rest)}: any[]`);
  else if (fn.keywords) params.push("keywords: any = {}");
  return params.join(", ");
}

/** JavaScript minds no wrong number of arguments; where a program counts on it, the function has to. */
function arityLines(name: string, fn: ProgramFunction, { program }: ProgramWriter): string[] {
  const wanted = (fn.params ?? []).length;
  if (fn.optional !== undefined && !fn.keywords) {
    const unexpected = `throw new TypeError(${typescriptString(`${name}() got an unexpected keyword`)});`;
    return [`if (Object.keys(keywords).length > 0) ${unexpected}`];
  }
  if (fn.rest !== undefined || fn.keywords || fn.kind === "handler") return [];
  if (!isMiscalled(name, wanted, program)) return [];
  const message = typescriptString(`${name}() takes ${wanted} argument(s)`);
  return [`if (arguments.length !== ${wanted}) throw new TypeError(${message});`];
}

/** Descriptors are the affair of an adapter's host. */
function refuseElsewhere({ module }: ProgramWriter): void {
  if (module === undefined) throw notPrintable("`io`");
}

/** The globals that operations bind, and the context variables. */
function variableLines(writer: ProgramWriter): readonly string[] {
  const { operations } = sitesOf(writer.program);
  const bound = new Set(operations.flatMap(({ operation }) => nameBoundBy(operation) ?? []));
  const locals = new Set(Object.values(writer.program.fns).flatMap(argumentsOf));
  const names = [...bound].filter((name) => !locals.has(name)).map((name) => writer.names.of(name));
  const variables = writer.names.contextVariables.map(
    ([name, own]) =>
      `const ${own} = new ${writer.from("ContextVar")}<any>(${typescriptString(name)});`,
  );
  const declared =
    names.length === 0 ? [] : [`let ${names.map((name) => `${name}: any`).join(", ")};`];
  return [...declared, ...variables];
}

function loopLines(writer: ProgramWriter): readonly string[] {
  return [...hostingPolicyLines(writer), ...mainLoopLines(writer)];
}

const FROM_POLICY = ["getEventLoop", "newEventLoop"];

/** What asks the policy for a loop, or ends in the hands of who does. */
const ASKS_POLICY = /^(get|set|new)EventLoop|^run$|^Runner$/;

/** The adapter may have set its own policy, clock or descriptors to work before each program. */
function beginLines(
  { imports, hasDescriptors, hasIo }: ProgramWriter,
  polls: boolean,
): readonly string[] {
  const asks =
    polls || hasIo || hasDescriptors || [...imports].some((name) => ASKS_POLICY.test(name));
  return asks ? ["adapter.host?.begin?.();"] : [];
}

/** Loops that the policy makes wait for Node, too. */
function hostingPolicyLines(writer: ProgramWriter): readonly string[] {
  const asked = FROM_POLICY.some((name) => writer.imports.has(name));
  if (writer.module !== undefined || !writer.hosted || writer.hasPolicy || !asked) return [];
  const policy = `new ${writer.from("DefaultEventLoopPolicy")}(${writer.helper("makeLoop")})`;
  return [`${writer.from("setEventLoopPolicy")}(${policy});`];
}

function mainLoopLines(writer: ProgramWriter): readonly string[] {
  const { helpers } = writer;
  if (helpers.has("makeLoop") && !helpers.has("selector")) return ["const loop: any = makeLoop();"];
  return [`const loop: any = ${newLoop(writer, helpers.has("selector") ? "selector" : "")};`];
}

function importLines(writer: ProgramWriter): readonly string[] {
  // The loop and the helpers import too: ask them first.
  variableLines(writer);
  loopLines(writer);
  helperLines(writer);
  if (writer.utilities.size > 0) writer.others.set("node:util", writer.utilities);
  if (writer.module === undefined) writer.others.set("loopspec/reference", writer.imports);
  const modules = [...writer.others].sort(([a], [b]) => Number(b > a) * -1 + Number(a > b));
  return [
    ...modules.map(
      ([module, names]) => `import { ${[...names].sort().join(", ")} } from "${module}";`,
    ),
    ...(writer.module === undefined || writer.hasIo
      ? []
      : [`import { adapter } from ${typescriptString(writer.module)};`]),
  ];
}

/** The adapter, which the script's threads do not load, and what is taken of it. */
function adapterLines(writer: ProgramWriter): readonly (readonly string[])[] {
  const loading = `const { adapter } = await import(${typescriptString(writer.module as string)});`;
  const lines = moduleLines(writer);
  if (!writer.hasIo) return [lines];
  return [[loading], lines];
}
