import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { DOCUMENTS, EVERY, GATED } from "../testing/format-documents.ts";
import { sampleDocument } from "../testing/sample-document.ts";
import { formatSarif } from "./sarif.ts";

describe("SARIF", () => {
  const path = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
  // The schema is of draft 4, and uses nothing that draft 7 reads otherwise but these two.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(join(packageRoot, path), "utf8"));
  const validate = new Ajv({
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
  }).compile(schema);

  it("is held against the published schema", () => {
    expect([$schema, id]).to.satisfy((names: string[]) => names.every((n) => n.startsWith("http")));
  });

  for (const [what, documents, options] of DOCUMENTS) {
    it(`holds against the schema of SARIF 2.1.0: ${what}`, () => {
      const log = JSON.parse(formatSarif(documents, options));
      validate(log);
      expect(validate.errors ?? []).to.deep.equal([]);
      for (const run of log.runs) {
        for (const result of run.results) {
          expect(run.tool.driver.rules[result.ruleIndex].id).to.equal(result.ruleId);
          const uri = result.locations[0].physicalLocation?.artifactLocation.uri;
          if (uri) expect(new URL(uri, "file:///root/").pathname).to.match(/^\/root\//);
        }
      }
    });
  }

  it("points at the case's line, has the clause as rule, and suppresses what is expected", () => {
    const document = sampleDocument({ implementations: 2 });
    const [run] = JSON.parse(formatSarif([document])).runs.slice(1);
    const [first] = run.results;
    expect(first.locations[0].physicalLocation.artifactLocation.uri).to.equal(
      "conformance/cases/sample.ts",
    );
    const rule = run.tool.driver.rules[0];
    expect(rule.shortDescription.text).to.equal(document.clauses![rule.id]!.says);
    const gated = JSON.parse(formatSarif([EVERY], GATED)).runs[0].results;
    const known = gated.find((result: { suppressions?: unknown }) => result.suppressions);
    expect(known.suppressions).to.deep.equal([{ kind: "external", justification: "known" }]);
    expect(gated.map((result: { level: string }) => result.level)).to.include.members([
      "error",
      "note",
      "warning",
    ]);
  });
});
