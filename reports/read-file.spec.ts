import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ReportError } from "./errors.ts";
import { readText } from "./read-file.ts";

const ADVICE = { ifMissing: "X writes it.", usualName: "x.json" };

function refused(path: string, maxBytes?: number): string {
  try {
    readText(path, maxBytes, ADVICE);
  } catch (error) {
    expect(error).to.be.instanceOf(ReportError);
    return `${(error as ReportError).message}\n${(error as ReportError).hint}`;
  }
  throw new Error("nothing was refused");
}

describe("reading a file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-read-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (content: string | Uint8Array): string => {
    const path = join(folder, "file.json");
    writeFileSync(path, content);
    return path;
  };

  it("refuses UTF-16, with a mark and without, as Windows PowerShell writes it", () => {
    const says = /is UTF-16, not UTF-8\.\n.*PowerShell/;
    expect(refused(file(Buffer.from("\ufeff{}", "utf16le")))).to.match(says);
    expect(refused(file(Buffer.from("{}", "utf16le")))).to.match(says);
    expect(refused(file(Buffer.from("\ufeff{}", "utf16le").swap16()))).to.match(says);
  });

  it("refuses a zip archive, as CI services give away artifacts", () => {
    expect(refused(file("PK\u0003\u0004rest"))).to.match(/is a zip archive\.\nUnpack it/);
  });

  it("reads no device without end", function () {
    if (process.platform === "win32") this.skip();
    expect(refused("/dev/zero", 200_000)).to.match(/does not end, more than the 1 MB/);
    expect(readText("/dev/null", 200_000, ADVICE)).to.equal("");
  });

  it("names the usual file in a folder, and what writes a missing one", () => {
    expect(refused(folder)).to.include(`Name the file in it: ${folder}/x.json`);
    expect(refused(join(folder, "none"))).to.match(/no file .*\nCheck the path\. X writes it\./);
    expect(refused("https://example.org/x.json")).to.include("Download it first");
    expect(refused(join(folder, "*.json"))).to.include("the shell left the pattern as it is");
  });
});
