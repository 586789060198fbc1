import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allClauses, type ClauseId, clauseById, UnknownClauseError } from "./index.ts";
import { clauseLocation } from "./location.ts";

describe("clauseLocation", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("points at the line that opens the row, for every clause", () => {
    for (const { id, file } of allClauses) {
      const location = clauseLocation(id);
      expect(location, id).to.include({ file });
      const lines = readFileSync(join(packageRoot, file), "utf8").split("\n");
      expect(lines[location!.line - 1]).to.contain(`"${id}":`);
    }
  });

  it("is absent where the sources are not shipped", () => {
    expect(clauseLocation("call-soon.fifo", folder)).to.equal(undefined);
  });

  it("is absent where another version of the table lacks the clause", () => {
    const path = join(folder, clauseById("call-soon.fifo").file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '  "call-soon.fifo-of-old": must(\n');
    expect(clauseLocation("call-soon.fifo", folder)).to.equal(undefined);
  });

  it("refuses an id of no clause", () => {
    expect(() => clauseLocation("no.such-clause" as ClauseId)).to.throw(UnknownClauseError);
  });
});
