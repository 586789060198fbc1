import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { install, requirements } from "./virtual-environment.ts";

const REQUIRED = { name: "someloop", version: "1.2.0" };
const NO_DISTRIBUTION = "ERROR: No matching distribution found for someloop==1.2.0";

describe("virtual environment of the bench", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-bench-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** An interpreter that cannot import the loop, and does as told when pip is to install it. */
  function interpreter(pip: string) {
    const command = join(folder, "python");
    const script = `#!/bin/sh\ncase "$*" in *pip*) ${pip};; esac\necho "ImportError: none" >&2; exit 1\n`;
    writeFileSync(command, script);
    chmodSync(command, 0o755);
    const known = { implementation: "CPython", version: "3.11.7", base: command, optimized: true };
    return { command, ...known };
  }

  it("names pinned versions", () => {
    expect(requirements().map(({ name }) => name)).to.deep.equal(["uvloop", "rloop", "blazio"]);
    for (const { version } of requirements()) expect(version).to.match(/^\d+(\.\d+)+$/);
  });

  it("says for which interpreter there is no wheel", async () => {
    const found = await install(interpreter(`echo '${NO_DISTRIBUTION}' >&2; exit 1`), REQUIRED);
    expect(found).to.deep.equal({ name: "someloop", absent: "no wheel for CPython 3.11.7" });
  });

  it("does not blame the loop where there is no index", async () => {
    const lines = "WARNING: Retrying (Retry(total=4)) after connection broken";
    const pip = `printf '${lines}\\n${NO_DISTRIBUTION}\\n' >&2; exit 1`;
    const found = await install(interpreter(pip), REQUIRED);
    expect(found).to.deep.equal({ name: "someloop", absent: "the package index did not answer" });
  });

  it("says what is wrong otherwise", async () => {
    const pip = "echo 'ERROR: Could not install packages: No space left' >&2; exit 1";
    const found = await install(interpreter(pip), REQUIRED);
    expect(found).to.have.property("absent", "ERROR: Could not install packages: No space left");
  });

  it("says when what was installed cannot be imported", async () => {
    const found = await install(interpreter("exit 0"), REQUIRED);
    const absent = "installed, but cannot be imported: ImportError: none";
    expect(found).to.deep.equal({ name: "someloop", absent });
  });

  it("takes what is there without asking pip", async () => {
    const there = interpreter("exit 1");
    writeFileSync(there.command, '#!/bin/sh\ncase "$*" in *pip*) exit 1;; esac\necho 1.2.0\n');
    expect(await install(there, REQUIRED)).to.deep.equal(REQUIRED);
  });
});
