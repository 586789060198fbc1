import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { compactDocument } from "./compact.ts";
import type { ReportError } from "./errors.ts";
import { readDocument } from "./read.ts";
import { serializeDocument } from "./serialize.ts";
import { sampleDocument } from "./testing/sample-document.ts";
import { writeFiles } from "./write.ts";

describe("the compact form of a document", () => {
  let folder = "";
  let file = "";

  beforeEach(() => {
    folder = mkdtempSync(join(os.tmpdir(), "loopspec-compact-"));
    file = join(folder, "results.json.gz");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is read as the document that it was made of", () => {
    const document = sampleDocument();
    writeFiles([{ path: file, content: compactDocument(document) }]);
    expect(serializeDocument(readDocument(file))).to.equal(serializeDocument(document));
  });

  it("is the same for the same document", () => {
    expect(compactDocument(sampleDocument())).to.deep.equal(compactDocument(sampleDocument()));
  });

  const errorOf = (action: () => unknown): ReportError => {
    try {
      action();
    } catch (error) {
      return error as ReportError;
    }
    throw new Error("nothing was raised");
  };

  it("is refused where it is cut off or damaged", () => {
    const whole = compactDocument(sampleDocument());
    writeFileSync(file, whole.subarray(0, whole.length - 20));
    expect(errorOf(() => readDocument(file))).to.include({ code: "truncated" });
    const damaged = Uint8Array.from(whole);
    damaged.fill(0xaa, 30, 60);
    writeFileSync(file, damaged);
    expect(errorOf(() => readDocument(file))).to.include({ code: "truncated" });
  });

  it("is refused where its text is larger than what can be read", () => {
    writeFileSync(file, compactDocument(sampleDocument()));
    expect(errorOf(() => readDocument(file, { maxBytes: 1_000 }))).to.include({
      code: "too-large",
    });
  });
});
