/** Folders for tests, gone when they end. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for the tests of the surrounding `describe`; a function, since it is made when they begin. */
export function scratchFolder(): () => string {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-test-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
