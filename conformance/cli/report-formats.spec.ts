import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "chai";
import { parse as parseCsv } from "csv-parse/sync";
import { validate as validateCtrf } from "ctrf";
import { parse as parseJunit } from "junit2json";
import { marked } from "marked";
import { Parser } from "tap-parser";
import { packageRoot } from "#package-root";
import type { ResultsDocument } from "../../reports/index.ts";
import { fakeSpec } from "./testing/fake-spec.ts";
import { loopspec } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

/** Formats by the option of `loopspec report`, each with who reads it; gives the number of results that were found. */
const READERS: { readonly [option: string]: (text: string) => number | Promise<number> } = {
  junit: async (text) => {
    const suites = await parseJunit(text);
    if (suites === undefined || suites === null || !("testsuite" in suites)) return 0;
    return suites.testsuite?.reduce((sum, one) => sum + (one.testcase?.length ?? 0), 0) ?? 0;
  },
  tap: (text) => {
    const found = Parser.parse(text, { strict: true }).flat(2) as unknown[];
    const version = /^TAP version 14\n/.test(text);
    return version ? found.length && (text.match(/^ +(?:not )?ok \d+/gm)?.length ?? 0) : 0;
  },
  ctrf: (text) => {
    const report = JSON.parse(text);
    expect(validateCtrf(report)).to.deep.include({ valid: true });
    return report.results.tests.length;
  },
  csv: (text) => parseCsv(text, { columns: true, bom: true }).length,
};

describe("the formats of loopspec report, each by who reads it", function () {
  this.timeout(120_000);
  const scratch = scratchFolder();
  let results: ResultsDocument["implementations"][number]["results"] = [];
  const made = async (option: string) => {
    const file = join(scratch(), `r.${option}`);
    const document = join(scratch(), "results.json");
    const { code, err } = await loopspec("report", document, `--${option}`, file);
    expect(code, err).to.equal(0);
    expect(err).to.equal(`Wrote ${file}`);
    return readFileSync(file, "utf8");
  };

  before(async () => {
    const run = ["run", "-i", fakeSpec("wrong"), "--select", "stop.ends-run", "--quiet"];
    await loopspec(...run, "--out", scratch());
    const document = readFileSync(join(scratch(), "results.json"), "utf8");
    results = (JSON.parse(document) as ResultsDocument).implementations[0]?.results ?? [];
  });

  for (const [option, count] of Object.entries(READERS)) {
    it(`--${option} has every result`, async () => {
      expect(await count(await made(option)))
        .to.equal(results.length)
        .and.to.be.above(10);
    });
  }

  it("--sarif holds against the schema of SARIF 2.1.0 and points at the line of case or clause", async () => {
    const path = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
    const { $schema, id, ...schema } = JSON.parse(readFileSync(join(packageRoot, path), "utf8"));
    const options = { strict: false, validateFormats: false, unicodeRegExp: false };
    const validate = new Ajv(options).compile(schema);
    const log = JSON.parse(await made("sarif"));
    validate(log);
    expect(validate.errors ?? []).to.deep.equal([]);
    const [first] = log.runs[0].results;
    expect(first.ruleId).to.equal("stop.ends-run");
    const { artifactLocation, region } = first.locations[0].physicalLocation;
    const lines = readFileSync(join(packageRoot, artifactLocation.uri), "utf8").split("\n");
    expect(lines[region.startLine - 1]).to.match(/stop[./]ends-run/);
  });

  it("--markdown has a table", async () => {
    expect(marked.lexer(await made("markdown")).map(({ type }) => type)).to.include("table");
  });

  it("--badge is what the shields endpoint asks for, --badge-svg a picture, --html a page", async () => {
    expect(JSON.parse(await made("badge"))).to.include({ schemaVersion: 1, isError: false });
    expect(await made("badge-svg")).to.match(/^<svg.*<\/svg>\s*$/s);
    expect(await made("html")).to.match(/^<!doctype html>/i);
  });
});
