import { expect } from "chai";
import { validate as validateCtrf } from "ctrf";
import { DOCUMENTS } from "../testing/format-documents.ts";
import { formatCtrf } from "./ctrf.ts";

describe("CTRF", () => {
  for (const [what, documents, options] of DOCUMENTS) {
    it(`holds against its own schema: ${what}`, () => {
      const report = JSON.parse(formatCtrf(documents, options));
      const { valid, errors } = validateCtrf(report);
      expect(errors ?? []).to.deep.equal([]);
      expect(valid).to.equal(true);
      const { tests, passed, failed, skipped, pending, other } = report.results.summary;
      expect(passed + failed + skipped + pending + other).to.equal(tests);
    });
  }
});
