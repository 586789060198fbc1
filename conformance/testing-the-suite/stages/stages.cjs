// Which spec runs when. A name that ends in `.nightly.spec.ts` waits for the night; every other spec runs on each
// change. Of those, `stages.json` lists the ones that start processes (by file, or by the beginning of their path).
const { readdirSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../../..");
const { processes } = require("./stages.json");

const every = ["reference", "conformance", "reports", "python/build"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
      (file) => `${folder}/${file.replaceAll("\\", "/")}`,
    ),
  )
  .filter((file) => file.endsWith(".spec.ts"))
  .sort();

const change = every.filter((file) => !file.endsWith(".nightly.spec.ts"));

const startsProcesses = (file) => processes.some((listed) => file.startsWith(listed));

/** Where the specs lie that take half of the time of all that start processes. */
const SECOND = ["conformance/testing-the-suite/", "python/", "reference/", "reports/"];
const isSecond = (file) => SECOND.some((folder) => file.startsWith(folder));
const withProcesses = change.filter(startsProcesses);

/**
 * The specs of each stage, as paths from the package's root. `change` has three parts: `fast`, which starts no process,
 * and two halves of all others.
 */
const specs = {
  change,
  nightly: every.filter((file) => file.endsWith(".nightly.spec.ts")),
  fast: change.filter((file) => !startsProcesses(file)),
  first: withProcesses.filter((file) => !isSecond(file)),
  second: withProcesses.filter(isSecond),
};

/** The command line of mocha for a stage or a part of one, after Node and without the files. */
function mochaOf(stage) {
  const mocha = [join(root, "node_modules/mocha/bin/mocha.js")];
  if (stage === "fast") mocha.push("--require", join(__dirname, "no-processes.cjs"));
  return mocha;
}

module.exports = { root, specs, every, processes, mochaOf };
