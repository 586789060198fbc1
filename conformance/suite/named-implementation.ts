/** What `-i` names: a specification, or an entry of the configuration. */
import {
  type Implementation,
  type PythonSetup,
  parseImplementation,
} from "../execution/processes/implementation.ts";
import { nearest } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";
import type { Config, NamedImplementation } from "./config.ts";

/**
 * The implementation of that name, with all that its entry in the configuration says.
 *
 * @param name a key of `implementations`, else a specification such as `python:uvloop`
 * @param python the interpreter where the entry gives none
 * @throws UsageError for a specification of no known form
 */
export function namedImplementation(
  name: string,
  { implementations = {} }: Config,
  python: string,
): Implementation {
  const found = Object.hasOwn(implementations, name) ? implementations[name] : undefined;
  if (found === undefined) refuseList(name, implementations);
  const isName = found === undefined && !/^(reference|python|module|exec)(:|$)/.test(name);
  const [near] = isName ? nearest(name, Object.keys(implementations)) : [];
  if (near !== undefined)
    throw new UsageError(
      `unknown implementation \`${name}\``,
      `Did you mean \`-i ${near}\`, as the configuration has it?`,
    );
  const setup = setupOf(found);
  const implementation = parseImplementation(found?.spec ?? name, {
    id: name,
    python: found?.python ?? python,
    ...(found?.env === undefined ? {} : { env: found.env }),
    ...(found?.without === undefined ? {} : { without: found.without }),
    ...(setup === undefined ? {} : { setup }),
  });
  const needsEntry = setup !== undefined || found?.env !== undefined;
  return needsEntry ? { ...implementation, namedBy: name } : implementation;
}

/** Commas join levels and bases, and people expect it here. A command or a path may have commas. */
function refuseList(name: string, known: NonNullable<Config["implementations"]>): void {
  const parts = name.split(",").map((part) => part.trim());
  const isOne = (part: string) =>
    Object.hasOwn(known, part) || /^(reference|python|module)(:|$)/.test(part);
  if (parts.length < 2 || !parts.every(isOne)) return;
  throw new UsageError(
    `\`${name}\` names ${parts.length} implementations`,
    `Give each an option of its own: \`${parts.map((part) => `-i ${part}`).join(" ")}\`.`,
  );
}

function setupOf(named: NamedImplementation | undefined): PythonSetup | undefined {
  const { setup, factory } = named ?? {};
  if (setup === undefined && factory === undefined) return undefined;
  return {
    ...(setup === undefined ? {} : { setup: typeof setup === "string" ? [setup] : setup }),
    ...(factory === undefined ? {} : { factory }),
  };
}
