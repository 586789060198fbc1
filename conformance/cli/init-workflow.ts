/** The workflow that `loopspec init` writes. */
import { basename } from "node:path";
import { version } from "../version.ts";

/** The folder of the wheel that holds the package. */
const WHEEL_FOLDER = "_javascript";

/** Whether the package came by pip: its users may have no npm. */
export const isFromWheel = (root: string): boolean => basename(root) === WHEEL_FOLDER;

/** How the command is called: npm puts none on the path. */
export const commandOf = (wheel: boolean): string => (wheel ? "loopspec" : "npx loopspec");

/**
 * A workflow for GitHub Actions.
 *
 * @param python whether the loop runs under Python
 * @param wheel whether the package is installed by pip, which brings Node along
 */
export function workflowText({ python, wheel }: { python: boolean; wheel: boolean }): string {
  const command = commandOf(wheel);
  const install = wheel ? `pip install loopspec==${version()}` : `npm i -D loopspec@${version()}`;
  const host = wheel
    ? `
      - uses: actions/setup-python@v5
        with: { python-version: "3.13" }`
    : `
      - uses: actions/setup-node@v4
        with: { node-version: 22 }`;
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
            ${command} merge parts/results-$python-*/results.json --out results/$python/results.json
          done`
    : `
          ${command} merge parts/results-*/results.json --out results/all/results.json`;
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
      - uses: actions/checkout@v4${wheel && python ? "" : host}${setup}
      - run: ${install}
      # The gate is the report job's: a shard alone only has to be complete.
      - run: ${command} run --shard \${{ matrix.shard }}/2 --out loopspec-results || [ $? -eq 1 ]
      - uses: actions/upload-artifact@v4
        with:
          name: results-${name}
          path: loopspec-results/results.json

  report:
    needs: judge
    if: always()
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4${host}
      - uses: actions/download-artifact@v4
        with: { path: parts }
      - run: ${install}
      - name: Join the shards
        run: |
          set -e${merge}
      - name: Report
        run: ${command} report results/*/results.json --html report.html --markdown summary.md --badge badge.json
      - run: cat summary.md >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        with:
          name: loopspec-report
          path: |
            report.html
            badge.json
            results
      - name: Gate
        run: ${command} gate results/*/results.json --annotate
`;
}
