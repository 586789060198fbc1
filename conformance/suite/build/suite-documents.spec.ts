import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allClauses } from "../../clauses/index.ts";
import { log } from "../../language/build.ts";
import type { Case } from "../../language/case.ts";
import { callSoon } from "../../language/loop-methods.ts";
import { inFile, kase, table, trace } from "../../language/table.ts";
import { BadSuiteError, emitSuite, faultsOf } from "./suite-documents.ts";

const cases = (row: object = {}): readonly Case[] =>
  inFile(
    "conformance/cases/some.ts",
    table([
      {
        ...kase("a/one", "a fact", {
          clauses: ["call-soon.fifo"],
          main: [log("x")],
          expect: trace("x"),
        }),
        ...row,
      },
    ]),
  );

describe("emitSuite", () => {
  let folder = "";

  before(function () {
    this.timeout(30_000);
    folder = mkdtempSync(join(tmpdir(), "emit-"));
    emitSuite(folder, cases());
  });

  after(() => rmSync(folder, { recursive: true }));

  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));

  it("writes cases and clauses as JSON", () => {
    expect(read("cases.json")).to.deep.equal(JSON.parse(JSON.stringify(cases())));
    expect(read("clauses.json")).to.have.lengthOf(allClauses.length);
  });

  it("writes the lines of cases that stand in a file of the sources", () => {
    const here = "conformance/suite/build/suite-documents.spec.ts";
    const row = { clauses: ["call-soon.fifo"], main: [log("x")], expect: trace("x") } as const;
    const made = table([kase("a/here", "a fact", row)]);
    const other = join(folder, "lines");
    emitSuite(other, inFile(here, made));
    const lines = JSON.parse(readFileSync(join(other, "case-lines.json"), "utf8"));
    const source = readFileSync(join(packageRoot, here), "utf8").split("\n");
    expect(source[lines["a/here"] - 1]).to.match(/kase\("a\/here"/);
    expect(read("case-lines.json")).to.deep.equal({});
  });

  it("copies the schemas", () => {
    const names = readdirSync(join(folder, "schema"));
    expect(names).to.include.members(["case.schema.json", "driver-message.schema.json"]);
    expect(read("schema/case.schema.json").$id).to.equal("urn:loopspec:schema:case:1");
  });

  it("writes nothing and names file, case and place when a case is not well made", () => {
    const other = join(folder, "other");
    const bad = cases({ title: "it should run." });
    expect(() => emitSuite(other, bad)).to.throw(
      BadSuiteError,
      "conformance/cases/some.ts: a/one: title: Leave out the full stop. [title]",
    );
    expect(readdirSync(folder)).to.not.include("other");
  });

  it("names what does not even have a case's shape", () => {
    const program = { fns: {}, main: [{ op: "log" }] } as unknown as Case["program"];
    expect(faultsOf(cases({ program }))).to.deep.equal([
      "conformance/cases/some.ts: a/one: program.main[0]: `text` is missing.",
    ]);
  });

  it("names the function that is missing", () => {
    const program = { fns: {}, main: [callSoon("gone"), log("x")] };
    expect(faultsOf(cases({ program }))[0]).to.match(
      /^conformance\/cases\/some\.ts: a\/one: main\[0\]/,
    );
  });
});
