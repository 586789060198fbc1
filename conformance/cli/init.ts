/** Writes what a project needs to judge its loop in CI. */
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { packageRoot } from "#package-root";
import { writeFiles } from "../../reports/index.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { CONFIG_FILE } from "../suite/config.ts";
import { UsageError } from "../usage-error.ts";
import { commandOf, isFromWheel, workflowText } from "./init-workflow.ts";

/** Options of `loopspec init`. */
export interface InitOptions {
  readonly implementation: string;
  readonly force?: boolean;
}

export const WORKFLOW_FILE = ".github/workflows/loopspec.yml";
/** The copy of the configuration's schema, where the package lies outside of the project. */
export const SCHEMA_FILE = "loopspec.config.schema.json";

/**
 * Writes the files, or none.
 *
 * @param root folder of the installed package
 * @returns their paths
 * @throws UsageError if one is there already, unless forced
 */
export function init(
  { implementation, force }: InitOptions,
  root: string = packageRoot,
): readonly string[] {
  parseImplementation(implementation, { python: "python3" });
  const schema = join(root, "conformance/schema/config.schema.json");
  const installed = relative(process.cwd(), schema).split(sep);
  // A path that leaves the project, or leads into a virtual environment, means nothing to others.
  const wheel = isFromWheel(root);
  const within = !wheel && !isAbsolute(installed.join(sep)) && installed[0] !== "..";
  const files = [
    {
      path: CONFIG_FILE,
      content: configText(implementation, within ? installed.join("/") : SCHEMA_FILE),
    },
    {
      path: WORKFLOW_FILE,
      content: workflowText({ python: implementation.startsWith("python:"), wheel }),
    },
    ...(within ? [] : [{ path: SCHEMA_FILE, content: readFileSync(schema, "utf8") }]),
  ];
  const there = files.find(({ path }) => existsSync(path));
  if (there !== undefined && !force)
    throw new UsageError(
      `${there.path} is there already`,
      "Nothing was written; --force overwrites.",
    );
  writeFiles(files);
  return files.map(({ path }) => path);
}

/** How the command of this package is called in a project. */
export const runsWith = (root: string = packageRoot): string => commandOf(isFromWheel(root));

/** What a configuration accepts as a name. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._@+:/-]*$/;

/**
 * The name in the configuration: the specification itself, so that `run -i`, files of expectations and the configuration
 * call the loop the same; a part of it where a name cannot have its characters.
 */
const nameOf = (spec: string) => (NAME.test(spec) ? spec : shortened(spec));

const shortened = (spec: string) =>
  spec
    .replace(/^[a-z]+:/, "")
    .replace(/[^A-Za-z0-9._@+-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "") || "loop";

function configText(spec: string, schema: string): string {
  return `{
  // Editors complete this file with this schema.
  "$schema": ${JSON.stringify(`./${schema}`)},

  // What \`loopspec run\` judges. \`-i NAME\` judges one of them.
  "implementations": {
    ${JSON.stringify(nameOf(spec))}: {
      // reference, python:MODULE[:FACTORY], module:PATH or exec:COMMAND
      "spec": ${JSON.stringify(spec)},
      // Known deviations. \`loopspec expect update\` writes the file; then name it here.
      // "expect": "loopspec.expect.json",
      // Interpreter of a python: implementation; a path is taken from this file's folder.
      // "python": ".venv/bin/python",
      // Capabilities that the loop does not claim to have: \`loopspec list cases --json\` shows what needs them.
      "without": [],
    },
  },

  // Globs over case ids and clause ids; "!…" removes. Nothing here: everything.
  "select": [],

  // true: what merely differs from CPython, or breaks a SHOULD, is red too.
  "strict": false,
}
`;
}
