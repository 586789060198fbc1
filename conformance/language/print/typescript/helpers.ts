/** The helpers of a program, each defined only where it is used. */
import { errorClass } from "./expression.ts";
import type { Helper, ProgramWriter } from "./writer.ts";

type Definition = readonly string[];

/** The definitions that a program needs. */
export function helperLines(writer: ProgramWriter): readonly Definition[] {
  if (writer.helpers.has("show") || writer.helpers.has("isOSError")) writer.helper("kind");
  if (writer.hasIo && writer.helpers.has("kind")) writer.helper("osErrors");
  const definitions: Definition[] = [];
  const add = (helper: Helper, define: () => Definition) => {
    if (writer.helpers.has(helper)) definitions.push(define());
  };
  for (const kind of writer.errors) definitions.push(...errorDefinitions(kind, writer));
  add("Thing", () => ["class Thing {}"]);
  add("selector", () => [`const selector = new ${writer.from("VirtualSelector")}();`]);
  add("makeLoop", () => [`const makeLoop = () => ${newLoop(writer)};`]);
  add("block", () => (writer.module === undefined ? BLOCK : BLOCK_ON_HOST));
  add("kind", () => (writer.hasIo ? KIND_WITH_SYSTEM : KIND));
  add("isOSError", () => IS_OS_ERROR);
  add("itemOf", () => ITEM);
  add("show", () => SHOW);
  add("has", () => HAS);
  add("len", () => LEN);
  for (const { name, raises } of writer.policies.values()) definitions.push(policy(name, raises));
  return definitions;
}

/** The source that makes a loop. */
export function newLoop(writer: ProgramWriter, selector = ""): string {
  if (writer.module !== undefined) {
    if (selector !== "") throw new Error("A loop of a module has its own selector.");
    return "adapter.makeLoop()";
  }
  const chosen = writer.hosted ? `new ${writer.from("HostSelector")}()` : selector;
  return `new ${writer.from("EventLoop")}(${chosen})`;
}

/** Kinds that no `except Exception` catches. */
const BASE_EXCEPTIONS = new Set(["AppExit", "GeneratorExit"]);
const OS_ERRORS = new Set(["BlockingIOError", "BrokenPipeError", "ConnectionResetError"]);

function errorDefinitions(kind: string, writer: ProgramWriter): readonly Definition[] {
  const base = BASE_EXCEPTIONS.has(kind) ? "BaseException" : OS_ERRORS.has(kind) ? "OSError" : "";
  const parent = base === "" ? "Error" : errorClass(base, writer);
  return [[`class ${kind} extends ${parent} {}`]];
}

const KIND: Definition = [
  "function kind(error: any): string {",
  "  const { name } = error.constructor;",
  '  const own = /^App(Error|Exit)$/.test(name) && Object.hasOwn(error, "message");',
  '  return own ? name + ":" + error.message : name;',
  "}",
];

const KIND_WITH_SYSTEM: Definition = [
  "function kind(error: any): string {",
  "  const { name } = error.constructor;",
  '  const own = /^App(Error|Exit)$/.test(name) && Object.hasOwn(error, "message");',
  '  if (name === "Error" && error.syscall) return osErrors[error.code] ?? "OSError";',
  '  return own ? name + ":" + error.message : name;',
  "}",
];

const IS_OS_ERROR: Definition = [
  "function isOSError(error: any): boolean {",
  "  const kinds = /^(OS|Blocking|Broken|Child|Connection|File|Interrupted|Permission|ProcessLookup|Timeout).*Error$/;",
  "  for (let at = Object.getPrototypeOf(error); at !== null; at = Object.getPrototypeOf(at))",
  "    if (kinds.test(at.constructor.name)) return true;",
  "  return kinds.test(kind(error));",
  "}",
];

const ITEM: Definition = [
  "/** An object stands for a named tuple, too. */",
  "const itemOf = (of: any, index: any) => (Array.isArray(of) ? of : Object.values(of))[index];",
];

const SHOW: Definition = [
  "function show(value: any): string {",
  '  if (value === null || value === undefined) return "None";',
  '  if (typeof value === "boolean") return value ? "True" : "False";',
  '  if (typeof value === "number" || typeof value === "string") return String(value);',
  "  if (Array.isArray(value)) {",
  '    return "(" + value.map(show).join(", ") + (value.length === 1 ? ",)" : ")");',
  "  }",
  "  if (value instanceof Uint8Array) return new TextDecoder().decode(value);",
  '  return value instanceof Error ? kind(value) : "<object>";',
  "}",
];

const BLOCK: Definition = [
  "function block(seconds: number): void {",
  "  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);",
  "}",
];

/** The clock of a loop may be the host's. */
const BLOCK_ON_HOST: Definition = [
  "function block(seconds: number): void {",
  "  if (adapter.host?.block !== undefined) adapter.host.block(seconds);",
  "  else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);",
  "}",
];

const HAS: Definition = [
  "function has(value: any, text: string): boolean {",
  "  return value?.constructor === Object ? text in value : value.includes(text);",
  "}",
];

const LEN: Definition = [
  "function len(value: any): number {",
  "  return value.length ?? value.size ?? Object.keys(value).length;",
  "}",
];

function policy(name: string, raises: readonly string[]): Definition {
  const method = (what: string, call: string, answer: string) => [
    `  override ${call}: any {`,
    `    log("policy.${what}");`,
    raises.includes(what) ? '    throw new AppError("policy");' : `    ${answer};`,
    "  }",
  ];
  return [
    `class ${name} extends DefaultEventLoopPolicy {`,
    ...method("get", "getEventLoop()", "return super.getEventLoop()"),
    ...method("set", "setEventLoop(loop: any)", "super.setEventLoop(loop)"),
    ...method("new", "newEventLoop()", "return super.newEventLoop()"),
    "}",
  ];
}
