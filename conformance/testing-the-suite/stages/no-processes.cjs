// Loaded before the fast specs: whoever starts a process there belongs into `stages.json`.
const childProcess = require("node:child_process");

for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"])
  childProcess[name] = (command) => {
    throw new Error(
      `A fast spec started \`${command}\`. List it under "processes" in conformance/testing-the-suite/stages/stages.json.`,
    );
  };
require("node:module").syncBuiltinESMExports();
