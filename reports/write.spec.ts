import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ReportError } from "./errors.ts";
import { readDocument } from "./read.ts";
import { sampleDocument } from "./testing/sample-document.ts";
import { writeDocument, writeFiles } from "./write.ts";

describe("writing files", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-write-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("makes missing folders and leaves nothing else behind", () => {
    const path = join(folder, "a", "b", "results.json");
    writeDocument(path, sampleDocument());
    expect(readDocument(path)).to.deep.equal(sampleDocument());
    expect(readdirSync(join(folder, "a", "b"))).to.deep.equal(["results.json"]);
  });

  it("writes one result a line, so that two files can be compared by line", () => {
    const path = join(folder, "results.json");
    writeDocument(path, sampleDocument({ cases: 5, implementations: 2 }));
    const lines = readFileSync(path, "utf8").split("\n");
    expect(lines.filter((line) => line.includes('"verdict":')).length).to.be.at.least(10);
    expect(lines.filter((line) => line.trim().startsWith('{"case":'))).to.have.length(10);
  });

  it("overwrites nothing when one of several files cannot be written", () => {
    const good = join(folder, "good.txt");
    writeFileSync(good, "old");
    mkdirSync(join(folder, "taken"));
    const files = [
      { path: good, content: "new" },
      { path: join(folder, "taken"), content: "new" },
    ];
    expect(() => writeFiles(files)).to.throw(ReportError, /taken cannot be written.*folder/);
    expect(readFileSync(good, "utf8")).to.equal("old");
    expect(readdirSync(folder).sort()).to.deep.equal(["good.txt", "taken"]);
  });

  it("overwrites nothing when the content breaks off", () => {
    const path = join(folder, "report.html");
    writeFileSync(path, "old");
    function* broken(): Generator<string> {
      yield "half";
      throw new Error("no more");
    }
    expect(() => writeFiles([{ path, content: broken() }])).to.throw(ReportError, /no more/);
    expect(readFileSync(path, "utf8")).to.equal("old");
    expect(readdirSync(folder)).to.deep.equal(["report.html"]);
  });

  it("says what to do where a part of the path is a file", () => {
    writeFileSync(join(folder, "file"), "");
    try {
      writeFiles([{ path: join(folder, "file", "x.json"), content: "" }]);
      expect.fail("nothing was refused");
    } catch (error) {
      expect(error).to.be.instanceOf(ReportError);
      expect((error as ReportError).code).to.equal("unwritable");
      expect((error as ReportError).hint).to.include("is a file, not a folder");
      expect((error as ReportError).exitCode).to.equal(2);
    }
  });

  it("keeps a link and the mode of the file that it replaces", function () {
    if (process.platform === "win32") this.skip();
    writeFileSync(join(folder, "real"), "old");
    chmodSync(join(folder, "real"), 0o640);
    symlinkSync("real", join(folder, "link"));
    writeFiles([{ path: join(folder, "link"), content: ["n", "ew"] }]);
    expect(lstatSync(join(folder, "link")).isSymbolicLink()).to.equal(true);
    expect(readFileSync(join(folder, "real"), "utf8")).to.equal("new");
    expect(statSync(join(folder, "real")).mode & 0o777).to.equal(0o640);
  });

  it("writes to a device without trying to replace it", function () {
    if (!existsSync("/dev/null")) this.skip();
    writeFiles([{ path: "/dev/null", content: "gone" }]);
    expect(statSync("/dev/null").isFile()).to.equal(false);
  });
});
