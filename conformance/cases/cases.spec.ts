import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allClauses } from "../clauses/index.ts";
import { checkSuite } from "../language/check/check.ts";
import { caseLocation } from "../suite/case-location.ts";
import { allCases } from "./index.ts";

const { indexText } = require("./make-index.cjs") as { indexText(): string };

const FOLDER = "conformance/cases";

describe("the cases", () => {
  it("pass every static check", function () {
    // Thousands of programs are walked through; a busy machine takes its time.
    this.timeout(60_000);
    const problems = checkSuite(allCases).map(({ case: id, path, rule, message }) => {
      return `${id}: ${path}: ${rule}: ${message}`;
    });
    expect(problems).to.eql([]);
  });

  it("have ids of their own", () => {
    const ids = allCases.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.eql([]);
  });

  it("judge each clause that is judged by cases, one at least as its first", () => {
    const first = new Set<string>(allCases.map(({ clauses }) => clauses[0]));
    const judged = allClauses.filter(({ status }) => status === "cases");
    expect(judged.map(({ id }) => id).filter((id) => !first.has(id))).to.eql([]);
  });

  it("have titles that read alone, without the row above", () => {
    const leaning =
      /^(so (do|does|is|it|they|are)|nor|also|it|they|those|neither)\b|makes no difference/;
    expect(allCases.filter(({ title }) => leaning.test(title)).map(({ title }) => title)).to.eql(
      [],
    );
  });

  it("name the file that holds them", () => {
    const files = [...new Set(allCases.map(({ file }) => file))];
    expect(files.filter((file) => !existsSync(join(packageRoot, file)))).to.eql([]);
  });

  it("are listed as their folders hold them; the build writes the list", () => {
    const written = readFileSync(join(packageRoot, FOLDER, "index.ts"), "utf8");
    expect(written).to.equal(indexText());
  });

  it("know the line that makes each of them", function () {
    // Thousands of call stacks are mapped to the sources.
    this.timeout(60_000);
    const lost = allCases.filter((kase) => caseLocation(kase).line === undefined);
    expect(lost.map(({ id }) => id)).to.eql([]);
  });

  it("do not last longer than the protocol admits", () => {
    expect(allCases.filter(({ timeout }) => !(timeout >= 1 && timeout <= 60))).to.eql([]);
  });
});
