/** Expressions as TypeScript source. */
import type { Expression, Makeable, TypeName } from "../../expression.ts";
import { type ExpressionNode, isNode } from "../../parts.ts";
import { type CallPrinter, callSource, camelCase, moduleCall } from "./call.ts";
import { madeResource, networkExpression } from "./resources.ts";
import { notPrintable, type ProgramWriter, typescriptString } from "./writer.ts";

/** An expression as source that can stand as an argument. */
export function typescriptExpression(expression: Expression, writer: ProgramWriter): string {
  if (expression === null) return "null";
  if (typeof expression === "string") return typescriptString(expression);
  if (!isNode(expression)) return String(expression);
  return (
    named(expression, writer) ??
    compared(expression, writer) ??
    looked(expression, writer) ??
    rarer(expression, writer)
  );
}

/** The same before a dot, or beside an operator. */
export function typescriptPrimary(expression: Expression, writer: ProgramWriter): string {
  const source = typescriptExpression(expression, writer);
  return /^[\w.[\]]+$|^[\w.]+\(.*\)$/.test(source) && !/^-|^\d/.test(source) && isWhole(source)
    ? source
    : `(${source})`;
}

/** True if the parenthesis that is open first is closed last. */
function isWhole(source: string): boolean {
  let depth = 0;
  return [...source].every((character, index) => {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    return depth > 0 || index === source.length - 1 || !source.slice(0, index).includes("(");
  });
}

function named(node: ExpressionNode, writer: ProgramWriter): string | undefined {
  if ("make" in node) return made(node, writer);
  if ("$" in node) return writer.names.of(node.$);
  if ("fn" in node) return writer.names.of(node.fn);
  if ("m" in node) return callSource(node, printerOf(writer));
  if ("asyncio" in node) return moduleCall(node, printerOf(writer));
  if ("bound" in node) {
    const on = receiver(node.on, writer);
    return `${on}.${camelCase(node.bound)}.bind(${on})`;
  }
  if ("call" in node) {
    const args = (node.args ?? []).map((arg) => typescriptExpression(arg, writer));
    return `${writer.names.of(node.call)}(${args.join(", ")})`;
  }
  return undefined;
}

function compared(node: ExpressionNode, writer: ProgramWriter): string | undefined {
  const source = (expression: Expression) => typescriptPrimary(expression, writer);
  if ("same" in node) {
    const [a, b] = node.same;
    // JavaScript has two values for None.
    const operator = a === null || b === null ? "==" : "===";
    return `${source(a)} ${operator} ${source(b)}`;
  }
  if ("equal" in node) {
    const [a, b] = node.equal;
    if (node.equal.some((side) => !isNode(side) && side !== null)) {
      return `${source(a)} === ${source(b)}`;
    }
    writer.utilities.add("isDeepStrictEqual");
    return `isDeepStrictEqual(${typescriptExpression(a, writer)}, ${typescriptExpression(b, writer)})`;
  }
  if ("less" in node) return `${source(node.less[0])} < ${source(node.less[1])}`;
  if ("add" in node) return `${source(node.add[0])} + ${source(node.add[1])}`;
  if ("not" in node) return `!${source(node.not)}`;
  if ("contains" in node) {
    const text = typescriptString(node.text);
    if (!isNode(node.contains) || "repr" in node.contains) {
      return `${source(node.contains)}.includes(${text})`;
    }
    return `${writer.helper("has")}(${typescriptExpression(node.contains, writer)}, ${text})`;
  }
  if ("time_plus" in node)
    return `${receiver(node.on, writer)}.time() + ${bracketed(node.time_plus)}`;
  return "is" in node ? typeTest(node.is, node.type, writer) : undefined;
}

const bracketed = (value: number): string => (value < 0 ? `(${value})` : String(value));

function looked(node: ExpressionNode, writer: ProgramWriter): string | undefined {
  if ("attr" in node) return `${receiver(node.of, writer)}.${camelCase(node.attr)}`;
  if ("has_method" in node) {
    return `typeof ${receiver(node.of, writer)}.${camelCase(node.has_method)} === "function"`;
  }
  if ("item" in node) {
    const of = typescriptPrimary(node.of, writer);
    if (typeof node.item === "string") return `(${of}.${node.item} ?? null)`;
    return writer.hasNamedTuples
      ? `${writer.helper("itemOf")}(${of}, ${node.item})`
      : `${of}[${node.item}]`;
  }
  if ("cv" in node) {
    const variable = writer.names.variable(node.cv);
    if (!("in" in node)) return `${variable}.get("unset")`;
    const context = typescriptPrimary(node.in, writer);
    return `(${context}.has(${variable}) ? ${context}.get(${variable}) : "unset")`;
  }
  if ("end" in node) return `${writer.names.of(node.end)}[${node.side}]`;
  if ("anext" in node) return `${typescriptPrimary(node.anext, writer)}.anext()`;
  if ("aclose" in node) return `${typescriptPrimary(node.aclose, writer)}.aclose()`;
  if ("asend" in node) {
    const value = typescriptExpression(node.value, writer);
    return `${typescriptPrimary(node.asend, writer)}.asend(${value})`;
  }
  if ("athrow" in node) {
    const error = typescriptExpression(node.error, writer);
    return `${typescriptPrimary(node.athrow, writer)}.athrow(${error})`;
  }
  return undefined;
}

function rarer(node: ExpressionNode, writer: ProgramWriter): string {
  const inner = (expression: Expression) => typescriptExpression(expression, writer);
  if ("list" in node) return `[${node.list.map(inner).join(", ")}]`;
  if ("bytes" in node) return `new TextEncoder().encode(${typescriptString(node.bytes)})`;
  if ("decode" in node) return `new TextDecoder().decode(${inner(node.decode)})`;
  if ("error" in node && !("athrow" in node)) {
    const message = node.message === undefined ? "" : typescriptString(node.message);
    return `new ${errorClass(node.error, writer)}(${message})`;
  }
  if ("len" in node) return `${writer.helper("len")}(${inner(node.len)})`;
  if ("repr" in node) return `${writer.from("repr")}(${inner(node.repr)})`;
  if ("kind" in node) return `${writer.helper("show")}(${inner(node.kind)})`;
  if ("has_function" in node) {
    return `typeof ${writer.from(camelCase(node.has_function))} === "function"`;
  }
  if ("run" in node) {
    const options = [
      ...(node.factory !== undefined ? [`loopFactory: ${inner(node.factory)}`] : []),
      ...(writer.hasPolicy || node.factory !== undefined
        ? []
        : [`loopFactory: ${writer.helper("makeLoop")}`]),
      ...(node.debug === undefined ? [] : [`debug: ${node.debug}`]),
    ];
    const given = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
    return `${writer.from("run")}(${inner(node.run)}${given})`;
  }
  if ("partial" in node) {
    const args = `[${(node.args ?? []).map(inner).join(", ")}]`;
    const keywords = Object.entries(node.kwargs ?? {}).map(
      ([key, value]) => `${key}: ${inner(value)}`,
    );
    const rest = keywords.length === 0 ? "" : `, { ${keywords.join(", ")} }`;
    return `${writer.from("partial")}(${inner(node.partial)}, ${args}${rest})`;
  }
  if ("disposition" in node) {
    const count = `process.listenerCount(${typescriptString(node.disposition)})`;
    return `${count} > 0 ? "handler" : "default"`;
  }
  const network = networkExpression(node, writer, inner);
  if (network !== undefined) return network;
  if ("host" in node && node.host === "debug_wanted") return "false";
  if ("host" in node && node.host !== "thread_id") {
    const hook = node.host === "asyncgen_firstiter" ? "firstIteration" : "finalizer";
    return `${writer.from("getAsyncGeneratorHooks")}().${hook}`;
  }
  throw notPrintable(`the expression \`${Object.keys(node)[0]}\``);
}

const printerOf = (writer: ProgramWriter): CallPrinter => ({
  writer,
  argument: (expression) => typescriptExpression(expression, writer),
  receiver: (on) => receiver(on, writer),
});

function receiver(on: Expression | undefined, writer: ProgramWriter): string {
  return on === undefined ? "loop" : typescriptPrimary(on, writer);
}

/** The class of an error kind: the reference loop's, JavaScript's own, or one that the program defines. */
export function errorClass(kind: string, writer: ProgramWriter): string {
  if (kind === "TypeError") return kind;
  if (writer.offers(kind)) return writer.from(kind);
  writer.errors.add(kind);
  return kind;
}

function typeTest(of: Expression, type: TypeName, writer: ProgramWriter): string {
  const value = typescriptPrimary(of, writer);
  switch (type) {
    case "bool":
      return `typeof ${value} === "boolean"`;
    case "float":
    case "number":
      return `typeof ${value} === "number"`;
    case "int":
      return `Number.isInteger(${value})`;
    case "dict":
      return `${value}?.constructor === Object`;
    case "Exception":
      return `(${value} instanceof Error && ${writer.from("isException")}(${value}))`;
    case "awaitable":
      return `(${writer.from("isCoroutine")}(${value}) || ${writer.from("isAwaitableObject")}(${value}))`;
    case "bytes":
      return `${value} instanceof Uint8Array`;
    case "str":
      return `typeof ${value} === "string"`;
    case "tuple":
      return `Array.isArray(${value})`;
    case "OSError":
      return `${writer.helper("isOSError")}(${value})`;
    case "AbstractEventLoop":
      return `${value} instanceof ${writer.from("EventLoop")}`;
    default:
      return `${value} instanceof ${writer.from(type)}`;
  }
}

function made(node: Makeable, writer: ProgramWriter): string {
  switch (node.make) {
    case "loop":
      return `${writer.helper("makeLoop")}()`;
    case "object":
      return `new ${writer.helper("Thing")}()`;
    case "context":
      return `new ${writer.from("Context")}()`;
    case "copy_context":
      return `${writer.from("copyContext")}()`;
    case "socketpair":
      return writer.module === undefined
        ? `[${writer.helper("selector")}.allocate(), selector.allocate()]`
        : "adapter.host.makePair()";
    case "generator":
      return `[${(node.elements ?? []).map((element) => typescriptExpression(element, writer)).join(", ")}][Symbol.iterator]()`;
    case "awaitable":
      return `{ *[Symbol.iterator]() { return yield* ${writer.names.of(node.fn)}(); } }`;
    case "runner": {
      const debug = node.debug === undefined ? "" : `, debug: ${node.debug}`;
      const factory =
        node.factory === undefined
          ? writer.helper("makeLoop")
          : typescriptExpression(node.factory, writer);
      return `new ${writer.from("Runner")}({ loopFactory: ${factory}${debug} })`;
    }
    case "task": {
      const of = typescriptExpression(node.of, writer);
      const rest =
        node.keywords === undefined ? "" : `, ${typescriptExpression(node.keywords, writer)}`;
      return `new ${writer.from("Task")}(${of}, ${receiver(node.loop, writer)}${rest})`;
    }
    case "future":
      return `new ${writer.from("Future")}(${receiver(node.loop, writer)})`;
    case "event":
      return `new ${writer.helper("Event")}()`;
    case "socket":
    case "pipe":
    case "file":
    case "buffer":
    case "tls":
      return madeResource(node, writer, (each) => typescriptExpression(each, writer));
    default:
      throw notPrintable(`\`${node.make}\``);
  }
}
