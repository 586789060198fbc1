// mocha's own "spec" report, and the counts in a file: what CI prints comes from mocha's own result.
const { mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const Mocha = require("mocha");

class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const folder = join(__dirname, "../../../coverage");
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending, duration } = this.stats;
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, "mocha.json"),
        `${JSON.stringify({ passed: passes, failed: failures, skipped: pending, duration })}\n`,
      );
    });
  }
}

module.exports = CountingReporter;
