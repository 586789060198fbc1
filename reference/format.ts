/** @source Built-in Functions: repr() */
import { isPartial, type Keywords } from "./partial.ts";

const MAX_TEXT = 80;

/**
 * Renders a value for a message, in the notation of the specification (`'text'`, `True`, `None`).
 *
 * @param value anything
 */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return shorten(quote(value));
  if (typeof value === "function") return callableName(value);
  if (Array.isArray(value)) return shorten(`[${value.map(repr).join(", ")}]`);
  if (value instanceof Error) return `${value.name}(${quote(value.message)})`;
  if (typeof value === "object") return objectText(value);
  return String(value);
}

/**
 * Renders a callback as a call: name and arguments. A partial shows what it wraps.
 *
 * @param callback the callable
 * @param args its positional arguments
 * @param withArguments false leaves the arguments out and shows `(...)`
 * @clause partial.rendered-in-debug  function, positional and keyword arguments of a partial are shown
 */
export function formatCallback(
  callback: unknown,
  args: readonly unknown[],
  withArguments: boolean,
): string {
  if (isPartial(callback)) {
    const inner = formatArguments(callback.args, callback.keywords, withArguments);
    const outer = args.length > 0 ? formatArguments(args, {}, withArguments) : "";
    return `${callableName(callback.func)}${inner}${outer}`;
  }
  return `${repr(callback)}${formatArguments(args, {}, withArguments)}`;
}

/** Renders a value with its JavaScript type, for messages about bad arguments. */
export function describe(value: unknown): string {
  const text = typeof value === "object" && value !== null ? objectText(value) : String(value);
  return `\`${shorten(text)}\` (${value === null ? "null" : typeof value})`;
}

function formatArguments(args: readonly unknown[], keywords: Keywords, shown: boolean): string {
  const parts = args.map(repr);
  for (const [name, value] of Object.entries(keywords)) parts.push(`${name}=${repr(value)}`);
  if (parts.length > 0 && !shown) return "(...)";
  return `(${parts.join(", ")})`;
}

// biome-ignore lint/complexity/noBannedTypes: any callable has a name
function callableName(callable: Function): string {
  return callable.name || "<anonymous>";
}

function objectText(value: object): string {
  const own = value.toString;
  // Values are rendered for a report of some other error: a faulty toString() must not hide it.
  if (typeof own === "function" && own !== Object.prototype.toString) {
    try {
      return String(own.call(value));
    } catch {
      return "<object whose toString() fails>";
    }
  }
  return `<${value.constructor?.name ?? "object"}>`;
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`;
}

function shorten(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}
