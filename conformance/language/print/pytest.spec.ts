import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import type { Case } from "../case.ts";
import { pytestScript, testName } from "./pytest.ts";

const PYTHON = process.env.LOOPSPEC_PYTHON ?? "python3";
/** Imports the file as pytest does, and calls the test as pytest does. */
const CALL = `
import importlib.util, sys
spec = importlib.util.spec_from_file_location("test_printed", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
getattr(module, sys.argv[2])()
`;

describe("pytestScript", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "loopspec-pytest-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  before(function () {
    if (spawnSync(PYTHON, ["-c", ""]).status !== 0) this.skip();
  });

  const call = (source: string, id: string) => {
    const file = join(folder, `${testName(id)}.py`);
    writeFileSync(file, source);
    return spawnSync(PYTHON, ["-c", CALL, file, testName(id)], { encoding: "utf8" });
  };
  const caseOf = (needed: (kase: Case) => boolean) => allCases.find(needed) as Case;

  it("passes on asyncio, for traces with and without a choice", () => {
    const plain = caseOf(({ id }) => id === "stop/ends-run-timer");
    const open = caseOf(
      ({ expect: { trace }, needs }) =>
        needs.length === 0 && trace.some((item) => typeof item !== "string"),
    );
    for (const kase of [plain, open]) {
      const { status, stderr } = call(pytestScript(kase), kase.id);
      expect(status, stderr).to.equal(0);
    }
  });

  it("fails with expected and observed where the loop does something else", () => {
    const kase = caseOf(({ id }) => id === "stop/ends-run-timer");
    const wrong = { ...kase, expect: { trace: ["something else"] } };
    const { status, stderr } = call(pytestScript(wrong), kase.id);
    expect(status).to.equal(1);
    expect(stderr).to.match(/AssertionError: entry 1: expected `something else`, observed/);
  });

  it("makes the loop of the implementation", () => {
    const kase = caseOf(({ id }) => id === "stop/ends-run-timer");
    const source = pytestScript(kase, { module: "my_loop", factory: "make" });
    expect(source).to.include("\ndef test_stop_ends_run_timer():\n");
    expect(source).to.include("    import my_loop\n");
    expect(source).to.include("my_loop.make()");
  });
});
