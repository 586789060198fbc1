import { expect } from "chai";
import { parse as parseCsv } from "csv-parse/sync";
import { DOCUMENTS } from "../testing/format-documents.ts";
import { formatCsv } from "./csv.ts";

describe("CSV", () => {
  for (const [what, documents, options] of DOCUMENTS) {
    it(`is read by a CSV parser: ${what}`, () => {
      const rows = parseCsv(formatCsv(documents, options), { columns: true }) as Record<
        string,
        string
      >[];
      const results = documents.flatMap((d) => d.implementations).flatMap((one) => one.results);
      expect(rows.map((row) => row.verdict)).to.deep.equal(results.map((r) => r.verdict));
      const formulas = rows.flatMap((row) => Object.values(row)).filter((v) => /^[=+@-]/.test(v));
      expect(formulas).to.deep.equal([]);
    });
  }
});
