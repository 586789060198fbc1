/** @source Built-in Functions: repr() */
import { isPartial, type Keywords } from "../context/partial.ts";

const MAX_TEXT = 80;
/** So many elements of an array are shown, and arrays within arrays so deep. */
const MAX_ITEMS = 6;
const MAX_DEPTH = 3;

/** How many calls of {@link repr} are going on: what holds itself would otherwise have no end. */
let depth = 0;

/**
 * Renders a value for a message, in the notation of the specification (`'text'`, `True`, `None`).
 * Never throws.
 *
 * @param value anything
 */
export function repr(value: unknown): string {
  if (depth === MAX_DEPTH) return "…";
  depth += 1;
  try {
    return render(value);
  } catch {
    return "<value that cannot be shown>";
  } finally {
    depth -= 1;
  }
}

/** Renders one entry of an error's context as a line; where something was made, as lines of its own. */
export function formatDetail(key: string, value: unknown): string {
  return key === "source_traceback" ? `${key}: ${value}` : `${key}: ${repr(value)}`;
}

function render(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return shorten(quote(value));
  if (typeof value === "function") return callableName(value);
  if (Array.isArray(value)) return shorten(`[${listed(value)}]`);
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
  const named = Object.entries(keywords);
  if (!shown) return args.length + named.length > 0 ? "(...)" : "()";
  const parts = args.map(repr);
  for (const [name, value] of named) parts.push(`${name}=${repr(value)}`);
  return `(${parts.join(", ")})`;
}

function listed(items: readonly unknown[]): string {
  const shown = items.slice(0, MAX_ITEMS).map(repr);
  return [...shown, ...(items.length > MAX_ITEMS ? ["…"] : [])].join(", ");
}

// biome-ignore lint/complexity/noBannedTypes: any callable has a name
function callableName(callable: Function): string {
  return String(callable.name || "<anonymous>");
}

function objectText(value: object): string {
  // Values are rendered for a report of some other error: a faulty toString() must not hide it.
  try {
    const own = value.toString;
    if (typeof own === "function" && own !== Object.prototype.toString) {
      return String(own.call(value));
    }
    const name: string = value.constructor?.name ?? "object";
    return `<${name || Object.prototype.toString.call(value).slice(8, -1)}>`; // a generator's has none
  } catch {
    return "<object whose toString() fails>";
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`;
}

function shorten(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}
