// `npm test [-- FILE… OPTIONS…]`: mocha on the specs of a stage, or on the files named. See docs/testing.md.
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join, relative } = require("node:path");
const { root, specs, mochaOf } = require("./stages.cjs");

const STAGES = { "--fast": "fast", "--nightly": "nightly" };
const given = process.argv.slice(2);
const stage = STAGES[given.find((word) => word in STAGES)] ?? "change";
const words = given.filter((word) => !(word in STAGES));
const files = words.filter((word) => word.endsWith(".spec.ts"));
const options = words.filter((word) => !files.includes(word));

const missing = files.filter((file) => !existsSync(file));
if (missing.length > 0) {
  console.error(`There is no spec ${missing.join(", ")}. Give paths from the folder you are in.`);
  process.exit(2);
}

/** What Node runs: the files named, or a stage. All specs of each change run in two parts side by side. */
function command() {
  if (files.length > 0)
    return [...mochaOf("files"), ...options, ...files.map((file) => relative(root, file))];
  if (stage !== "change" || options.length > 0)
    return [...mochaOf(stage), ...options, ...specs[stage]];
  // Coverage is a statement about a whole stage; a single file gets its answer sooner without.
  const covered = [join(root, "node_modules/c8/bin/c8.js"), process.execPath];
  return [...covered, join(__dirname, "side-by-side.cjs")];
}

const { status, error } = spawnSync(process.execPath, command(), { cwd: root, stdio: "inherit" });
if (error) throw error;
process.exitCode = status ?? 1;
