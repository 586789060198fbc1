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

function setupOf(named: NamedImplementation | undefined): PythonSetup | undefined {
  const { setup, factory } = named ?? {};
  if (setup === undefined && factory === undefined) return undefined;
  return {
    ...(setup === undefined ? {} : { setup: typeof setup === "string" ? [setup] : setup }),
    ...(factory === undefined ? {} : { factory }),
  };
}
