/** Loads and checks the adapter that is to be judged. */
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { CAPABILITIES } from "../../language/capabilities.ts";
import type { Adapter } from "../adapter.ts";
import { AdapterError } from "../adapters/adapter-error.ts";
import { runsFromSources } from "../processes/spawn-node.ts";

type Import = (specifier: string) => Promise<Record<string, unknown>>;

/**
 * The adapter that a module exports as `adapter`.
 *
 * @param path absolute path of the module
 * @throws AdapterError if it cannot be imported, or exports no adapter
 */
export async function loadAdapter(
  path: string,
  importModule: Import = (specifier) => import(specifier),
): Promise<Adapter> {
  const name = basename(path);
  let module: Record<string, unknown>;
  try {
    module = await importModule(runsFromSources() ? path : pathToFileURL(path).href);
  } catch (cause) {
    throw cannotImport(path, cause);
  }
  if (module.adapter === undefined) throw noAdapter(name, module);
  return checkAdapter(module.adapter, name);
}

function cannotImport(path: string, cause: unknown): AdapterError {
  const name = basename(path);
  if (cause instanceof AdapterError) return cause;
  if ((cause as NodeJS.ErrnoException).code === "ERR_UNKNOWN_FILE_EXTENSION") {
    return new AdapterError(
      "adapter-typescript",
      `this Node (${process.version}) cannot read \`${name}\`: it is TypeScript`,
      "Install tsx beside it (`npm i -D tsx`), use Node 22.18 or newer, or give the compiled .js file.",
      { cause },
    );
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  return new AdapterError(
    "adapter-import",
    `cannot import \`${name}\`: ${message}`,
    adviceFor(path, cause),
    {
      cause,
    },
  );
}

function adviceFor(path: string, cause: unknown): string {
  const message = String(cause);
  if (/does not provide an export named/.test(message))
    return "An `import` of it, or of a module that it imports, names what is not exported there.";
  if (/Cannot use import statement outside a module|Unexpected token 'export'/.test(message))
    return AS_COMMONJS;
  if (cause instanceof SyntaxError) return whereSyntaxFails(path);
  if (
    (cause as NodeJS.ErrnoException)?.code === "ERR_PACKAGE_PATH_NOT_EXPORTED" &&
    /[\\/]loopspec[\\/]package\.json/.test(message)
  )
    return 'Import from "loopspec/adapter", "loopspec/conformance", "loopspec/reference" or "loopspec/reports".';
  return "The module fails while it is imported.";
}

/** `npm init` writes such a package.json. */
const AS_COMMONJS =
  'Node reads the file, or one that it imports, as CommonJS: write `"type": "module"` in its package.json, or let its name end in .mjs (.mts for TypeScript).';

/** The error itself does not say where it is. */
function whereSyntaxFails(path: string): string {
  const { stderr } = spawnSync(process.execPath, ["--check", path], { encoding: "utf8" });
  const [where = ""] = stderr.split(/\n\s+at /);
  return where.trim() || "It is in a module that this one imports.";
}

function noAdapter(name: string, module: Record<string, unknown>): AdapterError {
  const found = Object.keys(module);
  const exported = found.length === 0 ? "nothing" : found.map((key) => `\`${key}\``).join(", ");
  return new AdapterError(
    "adapter-missing",
    `\`${name}\` has no export \`adapter\`; it exports ${exported}`,
    "Write `export const adapter = adaptLoop({ … })`.",
  );
}

type Check = (value: unknown) => string | undefined;

const be =
  (wanted: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : `to be ${wanted}, got \`${textOf(value)}\` (${typeof value})`;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isFunction = (value: unknown): boolean => typeof value === "function";
const isListOf = (known: readonly string[]) => (value: unknown) =>
  Array.isArray(value) && value.every((item) => known.includes(item));

const capabilities: Check = (value) => {
  if (!Array.isArray(value)) return be("an array", () => false)(value);
  const at = value.findIndex((name) => !(String(name) in CAPABILITIES));
  if (at < 0) return undefined;
  const known = Object.keys(CAPABILITIES).join(", ");
  return `to hold names of capabilities, got \`${textOf(value[at])}\` at ${at}. There are ${known}`;
};

const FIELDS: { readonly [field in keyof Adapter]-?: Check } = {
  name: be("a text that is not empty", isText),
  version: be("a text that is not empty", isText),
  capabilities,
  run: be("a function", isFunction),
  edition: optional(
    be("an edition such as 3.13", (v) => typeof v === "string" && /^\d+\.\d+(\.\d+)?$/.test(v)),
  ),
  clocks: optional(be("a list of `real` and `virtual`", isListOf(["real", "virtual"]))),
  clockResolution: optional(
    be("a number of seconds >= 0", (v) => typeof v === "number" && v >= 0 && Number.isFinite(v)),
  ),
  isolates: optional(be("true or false", (v) => typeof v === "boolean")),
  close: optional(be("a function", isFunction)),
};

const MADE =
  "An adapter has name, version, capabilities and run(program, options); adaptLoop() makes one.";

/**
 * Checks that a value is an adapter.
 *
 * @param from where it comes from, for the message
 * @throws AdapterError that names the first field that is wrong
 */
export function checkAdapter(value: unknown, from: string): Adapter {
  const fail = (message: string, advice = MADE) =>
    new AdapterError("adapter-invalid", message, advice);
  const expected = `Expected \`adapter\` of \`${from}\` to be an object`;
  if (typeof value === "function")
    throw fail(`${expected}, got a function`, `Export what it makes. ${MADE}`);
  if (typeof value !== "object" || value === null)
    throw fail(`${expected}, got \`${textOf(value)}\``);
  const given = value as { readonly [field: string]: unknown };
  if (typeof given.then === "function")
    throw fail(`${expected}, got a promise`, "Export what it gives: `await` it in the module.");
  if (given.makeLoop !== undefined && given.run === undefined)
    throw fail(`\`adapter\` of \`${from}\` is what adaptLoop() takes, not what it makes`);
  for (const [field, check] of Object.entries(FIELDS)) {
    const wrong = check((value as Record<string, unknown>)[field]);
    if (wrong !== undefined) throw fail(`Expected \`adapter.${field}\` of \`${from}\` ${wrong}`);
  }
  return value as Adapter;
}

const textOf = (value: unknown): string =>
  typeof value === "function" ? value.name || "function" : String(value).slice(0, 80);
