/** `loopspec.config.json`: named implementations and defaults of options. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { packageRoot } from "#package-root";
import { MAX_NESTING, tooDeepAt } from "../../reports/index.ts";
import { currentBasis } from "../clauses/basis.ts";
import type { Clock } from "../execution/protocol.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";

export const CONFIG_FILE = "loopspec.config.json";

/** An implementation as a configuration names it. */
export interface NamedImplementation {
  readonly spec: string;
  readonly python?: string;
  readonly env?: { readonly [name: string]: string };
  readonly without?: readonly string[];
  readonly expect?: string;
  /** Lines of Python that run before the loop's module is imported. */
  readonly setup?: string | readonly string[];
  /** A Python expression over the names of `setup`: the function that makes a loop. */
  readonly factory?: string;
}

/** The file's content. */
export interface Config {
  readonly implementations?: { readonly [name: string]: NamedImplementation };
  readonly select?: readonly string[];
  readonly level?: readonly string[];
  readonly basis?: readonly string[];
  readonly edition?: string;
  readonly clock?: Clock;
  readonly jobs?: number;
  readonly timeout?: number;
  readonly repeat?: number;
  readonly strict?: boolean;
  readonly out?: string;
}

/**
 * Reads the configuration: the file named, or the one in this folder, or nothing.
 *
 * @throws UsageError for a file that is named and missing, or that is wrong, with line and column or path
 */
export function readConfig(named: string | undefined): Config {
  const path = named ?? CONFIG_FILE;
  if (!existsSync(path)) {
    if (named === undefined) return {};
    throw new UsageError(`there is no file \`${path}\``, "`loopspec init` writes a start.");
  }
  const text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
  const deep = tooDeepAt(text);
  if (deep !== undefined)
    throw new UsageError(
      `${path}:${position(text, deep)}: nested deeper than ${MAX_NESTING}`,
      "A configuration is nested three deep.",
    );
  const errors: ParseError[] = [];
  const config: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined)
    throw new UsageError(
      `${path}:${position(text, error.offset)}: ${printParseErrorCode(error.error)}`,
      "The file is JSON; comments and trailing commas are fine.",
    );
  check(config, path);
  return fromFolder(config as Config, dirname(resolve(path)));
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

function check(config: unknown, path: string): void {
  const schema = JSON.parse(
    readFileSync(join(packageRoot, "conformance/schema/config.schema.json"), "utf8"),
  );
  const validate = new Ajv({ strict: true, verbose: true }).compile(schema);
  if (validate(config)) return;
  const [first] = validate.errors as ErrorObject[];
  const where =
    first?.instancePath === ""
      ? "the file"
      : `\`${first?.instancePath.slice(1).replaceAll("/", ".")}\``;
  const unknown: unknown = first?.params.additionalProperty;
  if (typeof unknown === "string") {
    const { properties = {} } = (first?.parentSchema ?? {}) as { properties?: object };
    const known = Object.keys(properties);
    throw new UsageError(
      `${path}: ${where} has the unknown property \`${unknown}\``,
      `${didYouMean(unknown, known)}The properties are ${known.join(", ")}.`,
    );
  }
  const params = Object.values(first?.params ?? {})
    .map(String)
    .join(", ");
  throw new UsageError(
    `${path}: ${where} ${first?.message}${params === "" ? "" : ` (${params})`}`,
    "With the `$schema` line that `loopspec init` writes, an editor completes this file.",
  );
}

/** Paths in a configuration are meant from its own folder. */
function fromFolder(config: Config, folder: string): Config {
  const local = (path: string) => (path.includes("/") ? resolve(folder, path) : path);
  const implementations = Object.entries(config.implementations ?? {}).map(([name, each]) => [
    name,
    {
      ...each,
      ...(each.python === undefined ? {} : { python: local(each.python) }),
      ...(each.expect === undefined ? {} : { expect: resolve(folder, each.expect) }),
      ...(each.spec.startsWith("module:")
        ? { spec: `module:${resolve(folder, each.spec.slice(7))}` }
        : {}),
    },
  ]);
  return {
    ...config,
    ...(config.basis === undefined ? {} : { basis: config.basis.map(currentBasis) }),
    ...(implementations.length === 0
      ? {}
      : { implementations: Object.fromEntries(implementations) }),
    ...(config.out === undefined ? {} : { out: resolve(folder, config.out) }),
  };
}
