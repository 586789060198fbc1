/** Programs over the loop of somebody's adapter module: what they import, and how they decide. */
import type { Expectation } from "../../case.ts";
import { besideDecision, besideDefinitions } from "./beside-trace.ts";
import { notPrintable, type ProgramWriter, typescriptString } from "./writer.ts";

/** Kinds that no `except Exception` catches. */
const BASES = ["CancelledError", "KeyboardInterrupt", "SystemExit"];
/** Functions and classes that an adapter can give beside errors. */
const GIVEN =
  "AbstractServer BufferedProtocol DEVNULL DatagramProtocol DatagramTransport PIPE Protocol STDOUT SubprocessProtocol " +
  "SubprocessTransport Transport AbstractEventLoop Context ContextVar DefaultEventLoopPolicy Future Handle Runner Task TimerHandle allTasks " +
  "asyncGenerator copyContext currentTask emit ensureFuture gather getAsyncGeneratorHooks getEventLoop " +
  "getEventLoopPolicy getRunningLoop isFuture newEventLoop partial run setAsyncGeneratorHooks setEventLoop " +
  "setEventLoopPolicy shield sleep waitFor";
/** Bases of protocols: without them, protocols have none. */
const PROTOCOLS = new Set([
  "BufferedProtocol",
  "DatagramProtocol",
  "Protocol",
  "SubprocessProtocol",
]);
const given: ReadonlySet<string> = new Set(GIVEN.split(" "));
const isError = (name: string) => /(?:Error|Exception|Interrupt|Exit|AsyncIteration)$/.test(name);

/**
 * What the program takes of the adapter's asyncio module.
 *
 * @throws UsageError for what no adapter gives
 */
export function moduleLines({ imports }: ProgramWriter): readonly string[] {
  const names = [...imports].filter((name) => !(name in OWN_FORMS)).sort();
  const strange = names.find((name) => !given.has(name) && !isError(name));
  if (strange !== undefined) throw notPrintable(`\`${strange}\``);
  const taken = names.map((name) => {
    if (name === "sleep") return "sleep = sleepOnLoop";
    if (PROTOCOLS.has(name)) return `${name} = Object`;
    if (!isError(name)) return name;
    const base =
      name !== "BaseException" && BASES.includes(name) && names.includes("BaseException");
    return `${name} = class ${name} extends ${base ? "BaseException" : "Error"} {}`;
  });
  const functions = names.filter(
    (name) => !isError(name) && name !== "sleep" && !PROTOCOLS.has(name),
  );
  return [
    ...(taken.length === 0 ? [] : [`const { ${taken.join(", ")} } = adapter.asyncio;`]),
    ...functions.map(
      (name) =>
        `if (${name} === undefined) throw new Error("the adapter gives no asyncio.${name}");`,
    ),
    ...(names.includes("sleep") ? ["", ...SLEEP] : []),
    ...Object.entries(OWN_FORMS).flatMap(([name, lines]) =>
      imports.has(name) ? ["", ...lines] : [],
    ),
  ];
}

/** For adapters that give no sleep: a future of the loop, which a timer ends. */
const SLEEP = [
  "function* sleepOnLoop(delay: any, result: any): any {",
  "  if (delay <= 0) return yield;",
  "  const future = loop.createFuture();",
  "  loop.callLater(delay, () => future.done() || future.setResult(result));",
  "  return yield* future;",
  "}",
];

/** What the reference loop's module has and no adapter gives: the program has it itself. */
const OWN_FORMS: { readonly [name: string]: readonly string[] } = {
  BREAK: [],
  forEach: [
    'const BREAK = Symbol("break");',
    "",
    "function* forEach(iterator: any, body: any): any {",
    "  for (;;) {",
    "    let value;",
    "    try {",
    "      value = yield* iterator.anext();",
    "    } catch (error) {",
    '      if (kind(error) === "StopAsyncIteration") return;',
    "      throw error;",
    "    }",
    "    if ((yield* body(value)) === BREAK) return;",
    "  }",
    "}",
  ],
  repr: ["const repr = (value: any) => adapter.host.repr(value);"],
};

/** `expected`, and the functions that compare the trace with it. */
export function expectedLines(expect: Expectation): readonly (readonly string[])[] {
  const { trace } = expect;
  const expected = `const expected: any = ${JSON.stringify(trace)};`;
  const functions = trace.every((item) => typeof item === "string") ? [PLAIN] : OPEN;
  return [[expected], ...functions, ...besideDefinitions(expect)];
}

const PLAIN = [
  "function holds(): any {",
  "  return expected.length === trace.length && expected.every((entry: any, i: any) => entry === trace[i]);",
  "}",
];

const OPEN: readonly (readonly string[])[] = [
  ["function holds(): any {", "  return ends(expected, 0).includes(trace.length);", "}"],
  [
    "/** The places in the trace at which these entries can end. */",
    "function ends(items: any, from: any): any {",
    "  return items.reduce((at: any, item: any) => [...new Set(at.flatMap((place: any) => after(item, place)))], [from]);",
    "}",
  ],
  [
    "function after(item: any, at: any): any {",
    '  if (typeof item === "string") return trace[at] === item ? [at + 1] : [];',
    "  if (item.one_of) return item.one_of.flatMap((way: any) => ends(way, at));",
    "  const parts = item.interleave ?? item.any_order.map((part: any) => [part].flat());",
    "  return mixed(parts, at, item.interleave !== undefined);",
    "}",
  ],
  [
    "/** Parts in any order; with `free` an entry of another part may come between. */",
    "function mixed(parts: any, at: any, free: any): any {",
    "  const left = parts.filter((part: any) => part.length > 0);",
    "  if (left.length === 0) return [at];",
    "  const first = left.findIndex((part: any) => part[0] === trace[at]);",
    "  if (first < 0) return [];",
    "  const found = left.flatMap((part: any, i: any) => {",
    "    if (part[0] !== trace[at]) return [];",
    "    const others = left.filter((_: any, j: any) => j !== i);",
    "    if (free) return mixed([part.slice(1), ...others], at + 1, free);",
    "    return ends(part, at).flatMap((end: any) => mixed(others, end, free));",
    "  });",
    "  return [...new Set(found)];",
    "}",
  ],
];

/** Ends the process by what was seen. */
export function decisionLines(expect: Expectation): readonly string[] {
  const { terms, says } = besideDecision(expect);
  return [
    `const wanted = ${typescriptString(expect.outcome ?? "ok")};`,
    `const right = ${["outcome === wanted", "holds()", ...terms].join(" && ")};`,
    'if (!right) console.log("expected", wanted, JSON.stringify(expected));',
    'if (!right) console.log("observed", outcome, JSON.stringify(trace));',
    ...says,
    "process.exit(right ? 0 : 1);",
  ];
}
