import os from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import type { ResultsDocument } from "../../reports/index.ts";
import { publicDocument, publicText } from "./public-document.ts";

/** Nothing but the parts that hold paths. */
const documentOf = (message: string) =>
  ({ implementations: [{ id: "x", results: [{ message }] }] }) as unknown as ResultsDocument;

const folders = {
  folder: join(packageRoot, ".atlas"),
  python: { "3.15": join(packageRoot, "..", "pythons", "usr", "bin", "python3.15") },
};
const published = (message: string) => publicDocument(documentOf(message), folders);

describe("a document that is published", () => {
  it("names no folder of the machine that made it", () => {
    const paths = [
      join(packageRoot, ".atlas", "environments", "uvloop", "bin", "python"),
      join(packageRoot, "conformance", "driver.py"),
      join(packageRoot, "..", "pythons", "usr", "lib", "threading.py"),
      join(os.homedir(), ".pyenv", "bin", "python"),
    ];
    expect(published(`in "${paths.join('" and "')}"`)).to.deep.equal(
      documentOf(
        'in ".atlas/environments/uvloop/bin/python" and "loopspec/conformance/driver.py" and ' +
          '"python3.15/lib/threading.py" and "~/.pyenv/bin/python"',
      ),
    );
  });

  it("names no folder in which an interpreter was built", () => {
    expect(
      published("at /tmp/build.1/Python-3.13.0/./Objects/call.c:856\n at /b/x.c"),
    ).to.deep.equal(documentOf("at Python-3.13.0/./Objects/call.c:856\n at /b/x.c"));
  });

  it("is as it was in everything else", () => {
    expect(published('a "quoted" \\ text of /usr/bin')).to.deep.equal(
      documentOf('a "quoted" \\ text of /usr/bin'),
    );
  });

  it("goes with texts of which the same is true", () => {
    const command = join(packageRoot, ".atlas", "environments", "rsloop", "bin", "python");
    expect(publicText(`${command} -m pip ended with status 1`, folders)).to.equal(
      ".atlas/environments/rsloop/bin/python -m pip ended with status 1",
    );
  });
});
