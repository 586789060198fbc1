// The specs of each change in two lanes side by side: a spec that starts processes waits for them most of the time.
// Started by run-tests.cjs. Writes the sum of mocha's counts.
const { spawn } = require("node:child_process");
const { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { root, specs, mochaOf } = require("./stages.cjs");

const folder = join(root, "coverage");
/** Parts of a lane run one after the other, each in a mocha of its own. What the first lane prints is shown as it grows. */
const LANES = [["first"], ["fast", "second"]];
const PARTS = LANES.flat();
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

/** Runs the parts of a lane, all of them whatever the ones before said. Gives their exit codes. */
async function runLane(parts, outputFor) {
  const codes = [];
  for (const part of parts) codes.push(await runPart(part, outputFor(part)));
  return codes;
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
  const [shown, ...hidden] = LANES;
  const codes = await Promise.all([
    runLane(shown, () => "inherit"),
    ...hidden.map((lane) => runLane(lane, (part) => openSync(outputOf(part), "w"))),
  ]);
  // Two reports at once cannot be read.
  for (const part of hidden.flat()) process.stdout.write(readFileSync(outputOf(part)));
  const counts = sum();
  writeFileSync(join(folder, "mocha.json"), `${JSON.stringify(counts)}\n`);
  process.stdout.write(`\n  together: ${counts.passed} passing, ${counts.failed} failing\n\n`);
  process.exitCode = Math.max(...codes.flat());
}

main();
