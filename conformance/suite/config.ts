/** `loopspec.config.json`: named implementations and defaults of options. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import {
  conflictLine,
  duplicateKey,
  MAX_NESTING,
  readText,
  tooDeepAt,
  visibleLine,
} from "../../reports/index.ts";
import { currentBasis } from "../clauses/basis.ts";
import type { Clock } from "../execution/protocol.ts";
import { UsageError } from "../usage-error.ts";
import { configFault } from "./config-fault.ts";

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
  const text = readText(path, MAX_BYTES, {
    ifMissing: "`loopspec init` writes a start.",
    usualName: CONFIG_FILE,
  });
  refuseNoJson(text, path);
  const errors: ParseError[] = [];
  const config: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined)
    throw new UsageError(
      `${path}:${position(text, error.offset)}: ${wordsOf(error)}`,
      "The file is JSON; comments and trailing commas are fine.",
    );
  const twice = duplicateKey(text);
  if (twice !== undefined)
    throw new UsageError(
      `${path}:${position(text, twice.offset)}: \`${visibleLine(twice.key)}\` stands here twice`,
      "Give one of them another name, or join the two.",
    );
  const fault = configFault(config);
  if (fault !== undefined) throw new UsageError(`${path}: ${fault.message}`, fault.hint);
  return fromFolder(config as Config, dirname(resolve(path)));
}

/** The largest configuration that is read, in bytes. */
const MAX_BYTES = 1_000_000;

/** Where a parser would name a character, and nobody would see why. */
function refuseNoJson(text: string, path: string): void {
  const deep = tooDeepAt(text);
  if (deep !== undefined)
    throw new UsageError(
      `${path}:${position(text, deep)}: nested deeper than ${MAX_NESTING}`,
      "A configuration is nested three deep.",
    );
  const conflict = conflictLine(text);
  if (conflict !== undefined)
    throw new UsageError(`${path}:${conflict}:1: here begins a merge conflict`, "Resolve it.");
  if (text.trim() === "")
    throw new UsageError(`${path} is empty`, "`loopspec init --force` writes a start.");
}

/** `CommaExpected` -> `comma expected`. */
function wordsOf({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
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
