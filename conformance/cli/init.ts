/** Writes what a project needs to judge its loop in CI. */
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { packageRoot } from "#package-root";
import { writeFiles } from "../../reports/index.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { CONFIG_FILE } from "../suite/config.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";

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
  // A path that leaves the project, as that of a package for the whole machine, means nothing to others.
  const within = !isAbsolute(installed.join(sep)) && installed[0] !== "..";
  const files = [
    {
      path: CONFIG_FILE,
      content: configText(implementation, within ? installed.join("/") : SCHEMA_FILE),
    },
    { path: WORKFLOW_FILE, content: workflowText(implementation.startsWith("python:")) },
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

function workflowText(python: boolean): string {
  const pythons = python ? `\n        python: ["3.11", "3.13"]` : "";
  const name = `${python ? `\${{ matrix.python }}-` : ""}\${{ matrix.shard }}`;
  const setup = python
    ? `
      - uses: actions/setup-python@v5
        with: { python-version: "\${{ matrix.python }}" }
      # Install your loop here:
      # - run: pip install .`
    : "";
  const merge = python
    ? `
          for python in 3.11 3.13; do
            npx loopspec merge parts/results-$python-*/results.json --out results/$python/results.json
          done`
    : `
          npx loopspec merge parts/results-*/results.json --out results/all/results.json`;
  return `# Judges this project's event loop with loopspec ${version()}: shards side by side, then one report and one gate.
# The version is pinned: new cases find deviations that were always there. To upgrade without a red morning, run both
# versions, look at \`loopspec diff before.json after.json\`, then \`loopspec expect update after.json\`, and commit both.
name: loopspec
on: [push, pull_request]

jobs:
  judge:
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix:
        shard: [1, 2]${pythons}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }${setup}
      - run: npm i -D loopspec@${version()}
      # The gate is the report job's: a shard alone only has to be complete.
      - run: npx loopspec run --shard \${{ matrix.shard }}/2 --out loopspec-results || [ $? -eq 1 ]
      - uses: actions/upload-artifact@v4
        with:
          name: results-${name}
          path: loopspec-results/results.json

  report:
    needs: judge
    if: always()
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - uses: actions/download-artifact@v4
        with: { path: parts }
      - run: npm i -D loopspec@${version()}
      - name: Join the shards
        run: |
          set -e${merge}
      - name: Report
        run: npx loopspec report results/*/results.json --html report.html --markdown summary.md --badge badge.json
      - run: cat summary.md >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        with:
          name: loopspec-report
          path: |
            report.html
            badge.json
            results
      - name: Gate
        run: npx loopspec gate results/*/results.json --annotate
`;
}
