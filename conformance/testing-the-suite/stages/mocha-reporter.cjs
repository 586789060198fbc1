// mocha's own "spec" report, and the counts in a file (`--reporter-option counts=FILE`): what CI prints comes from
// mocha's own result.
const { mkdirSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const Mocha = require("mocha");

class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const standard = join(__dirname, "../../../coverage/mocha.json");
    const file = options.reporterOptions?.counts ?? standard;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending, duration } = this.stats;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(
        file,
        `${JSON.stringify({ passed: passes, failed: failures, skipped: pending, duration })}\n`,
      );
    });
  }
}

module.exports = CountingReporter;
