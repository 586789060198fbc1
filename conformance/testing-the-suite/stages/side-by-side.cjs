// The specs of each change in two mocha processes side by side, the fast ones and those that start processes: the
// second ones wait for other processes most of the time. Started by run-tests.cjs. Writes the sum of mocha's counts.
const { spawn } = require("node:child_process");
const {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} = require("node:fs");
const { join } = require("node:path");
const { root, specs, mochaOf } = require("./stages.cjs");

const folder = join(root, "coverage");
const PARTS = ["processes", "fast"];
const countsOf = (part) => join(folder, `mocha-${part}.json`);
const outputOf = (part) => join(folder, `mocha-${part}.txt`);

/** Runs one part to its end; what it prints goes to `output`. Gives its exit code. */
function runPart(part, output) {
  rmSync(countsOf(part), { force: true });
  const reporting = ["--reporter-option", `counts=${countsOf(part)}`];
  const mocha = spawn(process.execPath, [...mochaOf(part), ...reporting, ...specs[part]], {
    cwd: root,
    stdio: ["ignore", output, output],
  });
  return new Promise((resolve, reject) => {
    mocha.once("error", reject);
    mocha.once("exit", (code) => resolve(code ?? 1));
  });
}

/** The sum of what the parts counted. */
function sum() {
  const silent = PARTS.find((part) => !existsSync(countsOf(part)));
  if (silent !== undefined) throw new Error(`mocha ended before the ${silent} specs were counted`);
  const counts = PARTS.map((part) => JSON.parse(readFileSync(countsOf(part), "utf8")));
  const total = (name) => counts.reduce((before, one) => before + one[name], 0);
  return { passed: total("passed"), failed: total("failed"), skipped: total("skipped") };
}

async function main() {
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, "mocha.json"), { force: true });
  const [live, ...others] = PARTS;
  // Two reports at once cannot be read: one is shown as it grows, the other afterwards.
  const kept = others.map((part) => [part, openSync(outputOf(part), "w")]);
  const codes = await Promise.all([
    runPart(live, "inherit"),
    ...kept.map(([part, file]) => runPart(part, file)),
  ]);
  for (const [part, file] of kept) {
    closeSync(file);
    process.stdout.write(readFileSync(outputOf(part)));
  }
  const counts = sum();
  writeFileSync(join(folder, "mocha.json"), `${JSON.stringify(counts)}\n`);
  process.stdout.write(`\n  together: ${counts.passed} passing, ${counts.failed} failing\n\n`);
  process.exitCode = Math.max(...codes);
}

main();
