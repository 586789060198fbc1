/** Expressions as Python source. */
import type { Expression, Keywords } from "../../expression.ts";
import { type ExpressionNode, isNode } from "../../parts.ts";
import { pythonBytes, pythonNumber, pythonString } from "./literal.ts";
import { made, newError, typeTest } from "./make.ts";
import { temporaryPath } from "./temporary.ts";
import type { ScriptWriter } from "./writer.ts";

/** How tightly a piece of source holds together: with a lower level it needs parentheses. */
const Level = { not: 0, comparison: 1, sum: 2, number: 3, primary: 4 } as const;

interface Source {
  readonly text: string;
  readonly level: number;
}

const primary = (text: string): Source => ({ text, level: Level.primary });

/** An expression that can be followed by a dot, or stand after `await`. */
export function pythonPrimary(expression: Expression, writer: ScriptWriter): string {
  return pythonExpression(expression, writer, Level.primary);
}

/**
 * An expression as source.
 *
 * @param least the level that the place asks for; parentheses are added below it
 */
export function pythonExpression(
  expression: Expression,
  writer: ScriptWriter,
  least: number = Level.not,
): string {
  const { text, level } = isNode(expression) ? nodeSource(expression, writer) : literal(expression);
  return level < least ? `(${text})` : text;
}

/** The arguments of a call, as they stand between its parentheses. */
export function pythonArguments(
  args: readonly Expression[] = [],
  kwargs: Keywords = {},
  writer: ScriptWriter,
): string {
  const positional = args.map((argument) => pythonExpression(argument, writer));
  const keywords = Object.entries(kwargs).map(
    ([name, value]) => `${name}=${pythonExpression(value, writer)}`,
  );
  return [...positional, ...keywords].join(", ");
}

function literal(value: null | boolean | number | string): Source {
  if (value === null) return primary("None");
  if (typeof value === "boolean") return primary(value ? "True" : "False");
  if (typeof value === "string") return primary(pythonString(value));
  return { text: pythonNumber(value), level: value < 0 ? Level.sum : Level.number };
}

const DESCRIPTOR_METHODS = new Set(["add_reader", "add_writer", "remove_reader", "remove_writer"]);

/** The arguments of a method, as the driver gives them. */
function methodArguments(
  node: Extract<ExpressionNode, { readonly m: string }>,
  writer: ScriptWriter,
): string {
  if (SIGNAL_METHODS.has(node.m)) return signalArguments(node, writer);
  const given = pythonArguments(node.args, node.kwargs, writer);
  const [first] = node.args ?? [];
  if (!DESCRIPTOR_METHODS.has(node.m) || !isNode(first ?? null)) return given;
  // The descriptor's number: not every loop need take the socket in its place.
  if (!("end" in (first as ExpressionNode))) return given;
  const socket = pythonExpression(first as Expression, writer, Level.primary);
  return `${socket}.fileno()${given.slice(socket.length)}`;
}

const SIGNAL_METHODS = new Set(["add_signal_handler", "remove_signal_handler"]);
/** The signals that have the same number everywhere. */
const SIGNAL_NAMES: { readonly [number: number]: string } = { 2: "SIGINT", 15: "SIGTERM" };

/** The arguments of such a method, with the signal by its name. */
function signalArguments(
  { args = [], kwargs }: Extract<ExpressionNode, { readonly m: string }>,
  writer: ScriptWriter,
): string {
  const [number, ...rest] = args;
  const name = typeof number === "number" ? SIGNAL_NAMES[number] : undefined;
  if (name === undefined) return pythonArguments(args, kwargs, writer);
  const others = pythonArguments(rest, kwargs, writer);
  return `${writer.from("signal", name)}${others === "" ? "" : `, ${others}`}`;
}

/** Asks in the order in which the driver does: `make` and `athrow` have members that are keys of their own. */
function nodeSource(node: ExpressionNode, writer: ScriptWriter): Source {
  if ("make" in node) {
    const argument = (part: Expression) => pythonExpression(part, writer);
    return primary(made(node, writer, { argument, receiver: (on) => receiver(on, writer) }));
  }
  if ("$" in node) return primary(writer.names.of(node.$));
  if ("fn" in node) return primary(writer.names.of(node.fn));
  if ("m" in node) {
    const given = methodArguments(node, writer);
    return primary(`${receiver(node.on, writer)}.${node.m}(${given})`);
  }
  if ("call" in node) {
    return primary(`${writer.names.of(node.call)}(${pythonArguments(node.args, {}, writer)})`);
  }
  if ("asyncio" in node) {
    const given = pythonArguments(node.args, node.kwargs, writer);
    return primary(`${writer.from("asyncio", node.asyncio)}(${given})`);
  }
  return comparison(node, writer) ?? access(node, writer) ?? rarer(node as Rare, writer);
}

function comparison(node: ExpressionNode, writer: ScriptWriter): Source | undefined {
  const binary = (
    [left, right]: readonly [Expression, Expression],
    operator: string,
    level: number,
    levels: readonly [number, number],
  ): Source => ({
    text: `${pythonExpression(left, writer, levels[0])} ${operator} ${pythonExpression(right, writer, levels[1])}`,
    level,
  });
  const compare = (pair: readonly [Expression, Expression], operator: string) =>
    binary(pair, operator, Level.comparison, [Level.sum, Level.sum]);

  if ("same" in node) return compare(node.same, "is");
  if ("equal" in node) return compare(node.equal, "==");
  if ("less" in node) return compare(node.less, "<");
  if ("contains" in node) return compare([node.text, node.contains], "in");
  if ("add" in node) return binary(node.add, "+", Level.sum, [Level.sum, Level.number]);
  if ("not" in node) {
    return { text: `not ${pythonExpression(node.not, writer, Level.not)}`, level: Level.not };
  }
  if ("alive" in node) {
    return { text: `${writer.names.of(node.alive)}() is not None`, level: Level.comparison };
  }
  if ("time_plus" in node) {
    const now = `${receiver(node.on, writer)}.time()`;
    const [sign, seconds] = node.time_plus < 0 ? ["-", -node.time_plus] : ["+", node.time_plus];
    return { text: `${now} ${sign} ${pythonNumber(seconds)}`, level: Level.sum };
  }
  return undefined;
}

function access(node: ExpressionNode, writer: ScriptWriter): Source | undefined {
  if ("bound" in node) return primary(`${receiver(node.on, writer)}.${node.bound}`);
  if ("attr" in node) return primary(`${receiver(node.of, writer)}.${node.attr}`);
  if ("has_method" in node) {
    const of = pythonExpression(node.of ?? { $: "loop" }, writer);
    return primary(`callable(getattr(${of}, ${pythonString(node.has_method)}, None))`);
  }
  if ("has_function" in node) {
    writer.imports.add("asyncio");
    return primary(`callable(getattr(asyncio, ${pythonString(node.has_function)}, None))`);
  }
  if ("item" in node) {
    const of = receiver(node.of, writer);
    return primary(
      typeof node.item === "string"
        ? `${of}.get(${pythonString(node.item)})`
        : `${of}[${pythonNumber(node.item)}]`,
    );
  }
  if ("end" in node) return primary(`${writer.names.of(node.end)}[${node.side}]`);
  if ("cv" in node) {
    const variable = writer.names.variable(node.cv);
    return primary(
      "in" in node
        ? `${receiver(node.in, writer)}.get(${variable}, "unset")`
        : `${variable}.get("unset")`,
    );
  }
  if ("anext" in node) return primary(`${receiver(node.anext, writer)}.__anext__()`);
  if ("aclose" in node) return primary(`${receiver(node.aclose, writer)}.aclose()`);
  if ("asend" in node) {
    const value = pythonExpression(node.value, writer);
    return primary(`${receiver(node.asend, writer)}.asend(${value})`);
  }
  if ("athrow" in node) {
    const error = pythonExpression(node.error, writer);
    return primary(`${receiver(node.athrow, writer)}.athrow(${error})`);
  }
  return undefined;
}

type Rare = Exclude<
  ExpressionNode,
  { readonly make: string } | { readonly athrow: unknown } | { readonly m: string }
>;

function rarer(node: Rare, writer: ScriptWriter): Source {
  const inner = (expression: Expression) => pythonExpression(expression, writer);
  if ("list" in node) {
    const items = node.list.map(inner).join(", ");
    return primary(node.list.length === 1 ? `(${items},)` : `(${items})`);
  }
  if ("bytes" in node) return primary(pythonBytes(node.bytes));
  // As the driver does it: a part of a buffer has no method decode().
  if ("decode" in node) return primary(`bytes(${inner(node.decode)}).decode("ascii")`);
  if ("error" in node) return primary(newError(node.error, node.message, writer));
  if ("len" in node) return primary(`len(${inner(node.len)})`);
  if ("repr" in node) return primary(`repr(${inner(node.repr)})`);
  if ("hash" in node) return primary(`hash(${inner(node.hash)})`);
  if ("kind" in node) {
    // Of anything but an error the kind is the value as shown.
    const isError = isNode(node.kind) && "$" in node.kind && writer.caught.has(node.kind.$);
    return primary(`${writer.helper(isError ? "kind" : "show")}(${inner(node.kind)})`);
  }
  if ("is" in node) return primary(typeTest(inner(node.is), node.type, writer));
  if ("run" in node) {
    const debug = node.debug === undefined ? "" : `, debug=${inner(node.debug)}`;
    const made = node.factory === undefined ? "" : `, loop_factory=${inner(node.factory)}`;
    // A factory or a policy of the program's own makes the loop then.
    const own = writer.hasPolicy || node.factory !== undefined;
    const run = own ? writer.from("asyncio", "run") : writer.helper("run");
    return primary(`${run}(${inner(node.run)}${debug}${made})`);
  }
  if ("module" in node) return primary(writer.from("asyncio", node.module));
  if ("partial" in node) {
    const given = pythonArguments(node.args, node.kwargs, writer);
    const bound = given === "" ? "" : `, ${given}`;
    return primary(`${writer.from("functools", "partial")}(${inner(node.partial)}${bound})`);
  }
  if ("subprocess_exit" in node) {
    return primary(`${writer.helper("child_exit")}(${pythonNumber(node.subprocess_exit)})`);
  }
  if ("disposition" in node) {
    const signal = writer.from("signal", node.disposition);
    return primary(`${writer.helper("disposition")}(${signal})`);
  }
  const connecting = networkSource(node, writer, inner);
  if (connecting !== undefined) return primary(connecting);
  if ("host" in node) {
    if (node.host === "debug_wanted") return primary(`${writer.helper("debug_wanted")}()`);
    if (node.host === "thread_id") return primary(writer.from("threading", "get_ident()"));
    const hook = node.host === "asyncgen_firstiter" ? "firstiter" : "finalizer";
    return primary(writer.from("sys", `get_asyncgen_hooks().${hook}`));
  }
  throw new TypeError(`Expected an expression of the case language, got ${JSON.stringify(node)}`);
}

function networkSource(
  node: Rare,
  writer: ScriptWriter,
  inner: (expression: Expression) => string,
): string | undefined {
  if ("finished" in node) return `${writer.helper("finished")}(${writer.names.of(node.finished)})`;
  if ("seen" in node) {
    const times = node.times === undefined ? "" : `, ${node.times}`;
    return `${writer.helper("seen")}(${pythonString(node.seen)}${times})`;
  }
  if ("port" in node) return `${writer.helper("port_of")}(${inner(node.port)})`;
  if ("protocol" in node) return writer.names.of(node.protocol);
  if ("new" in node) return `${writer.names.of(node.new)}()`;
  if ("instance" in node) return `${writer.names.of(node.instance)}.made[${node.index ?? 0}]`;
  if ("child" in node) {
    const given = [node.child, ...(node.with ?? [])].map((part) =>
      typeof part === "string" ? pythonString(part) : `${part}`,
    );
    return `*${writer.helper("child")}(${given.join(", ")})`;
  }
  if ("signal_number" in node) return writer.from("signal", node.signal_number);
  if ("standard" in node) return `${writer.from("asyncio", "subprocess")}.${node.standard}`;
  if ("part" in node) return `memoryview(${inner(node.part)})[${node.start}:${node.stop}]`;
  if ("file_path" in node) return `${writer.from("pathlib", "Path")}(${inner(node.file_path)})`;
  if ("mapping" in node) {
    const items = Object.entries(node.mapping).map(
      ([name, value]) => `${pythonString(name)}: ${inner(value)}`,
    );
    return `{${items.join(", ")}}`;
  }
  if ("numbered" in node) return `${writer.helper("numbered")}(${node.numbered})`;
  return "temporary" in node ? temporaryPath(node.temporary, writer, node.form) : undefined;
}

function receiver(on: Expression | undefined, writer: ScriptWriter): string {
  return on === undefined ? "loop" : pythonPrimary(on, writer);
}
