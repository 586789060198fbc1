/** Compiles what Stryker has put mutants into, and records what each case says of the loop while no mutant is active. */
const { execFileSync } = require("node:child_process");
const { mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../../..");
const build = join(__dirname, "build");
const node = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });

mkdirSync(build, { recursive: true });
// What is compiled is CommonJS, which can be loaded anew; the package itself consists of ES modules.
const asCommonJs = { type: "commonjs", imports: { "#package-root": "./package-root.cjs" } };
writeFileSync(join(build, "package.json"), JSON.stringify(asCommonJs));
writeFileSync(
  join(build, "package-root.cjs"),
  'module.exports = require("../../../../package-root.cjs");',
);
node(require.resolve("typescript/bin/tsc"), "-p", __dirname);
node(join(build, "conformance/testing-the-suite/mutation/harness/record-baseline.js"));
