import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { describeIo } from "./io/testing/real-io.ts";

const PAGE = join(packageRoot, "reference/README.md");
/** What the programs are given instead of the package, which need not be built. */
const SOURCES = pathToFileURL(join(packageRoot, "reference/index.ts")).href;
/** Milliseconds after which a program that does not end is killed. */
const DEADLINE = 30_000;

describeIo("the front page of the reference", function (this: Mocha.Suite) {
  this.timeout(DEADLINE + 5000);
  const page = readFileSync(PAGE, "utf8");
  const programs = [...page.matchAll(/```ts\n([\s\S]*?)```\n\nprints\n\n```text\n([\s\S]*?)```/g)];
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-readme-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("has programs, each with what it prints", () => {
    expect(programs).to.have.length(2);
    expect(page.match(/```ts/g)).to.have.length(programs.length);
  });

  programs.forEach(([, source = "", output], i) => {
    it(`shows a program that prints what the page says: ${i + 1}`, async () => {
      const file = join(folder, `program-${i}.ts`);
      writeFileSync(file, source.replaceAll('"loopspec/reference"', JSON.stringify(SOURCES)));
      const options = { cwd: packageRoot, timeout: DEADLINE, killSignal: "SIGKILL" } as const;
      const ran = await promisify(execFile)(process.execPath, ["--import", "tsx", file], options);
      expect(ran).to.include({ stdout: output, stderr: "" });
    });
  });

  it("points to files that exist", () => {
    const links = [...page.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link]) => link as string);
    expect(links.length).to.be.greaterThan(20);
    for (const link of links) expect(existsSync(join(dirname(PAGE), link)), link).to.equal(true);
  });
});
