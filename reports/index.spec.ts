import { expect } from "chai";
import * as reports from "./index.ts";

/** What others import. A name that is missing here is one that somebody may be missing there. */
const FUNCTIONS = [
  "atlasSite",
  "channelLines",
  "checkDocument",
  "checkExpectations",
  "checkWritable",
  "columnsOf",
  "compactDocument",
  "conflictLine",
  "countVerdicts",
  "deviationsOf",
  "diffDocuments",
  "diffTraces",
  "duplicateKey",
  "emptyExpectations",
  "expectUpdate",
  "explainCommand",
  "figuresOf",
  "formatAnnotations",
  "formatBadgeJson",
  "formatBadgeSvg",
  "formatCsv",
  "formatCtrf",
  "formatDiffJson",
  "formatDiffMarkdown",
  "formatHistoryHtml",
  "formatHistoryMarkdown",
  "formatHtml",
  "formatIssue",
  "formatJunit",
  "formatMarkdown",
  "formatPath",
  "formatSarif",
  "formatTap",
  "gate",
  "gateProblemLine",
  "headline",
  "historyOf",
  "isRed",
  "mergeDocuments",
  "noTotals",
  "operationBehind",
  "parseDocument",
  "parseExpectations",
  "partOf",
  "problemCount",
  "readDocument",
  "readExpectations",
  "readText",
  "renderDiff",
  "renderSummary",
  "rerunCommand",
  "resultsOf",
  "schemaFault",
  "schemaPath",
  "score",
  "scriptFor",
  "serializeDocument",
  "silenceLine",
  "silenceOf",
  "storyOf",
  "subjectOf",
  "tooDeepAt",
  "traceLines",
  "unmatchedSection",
  "visibleLine",
  "wrap",
  "writeDocument",
  "writeFiles",
];

const VALUES = [
  "BASES",
  "DEFAULT_MAX",
  "FORMATS",
  "EMPTY_EXPECTATIONS",
  "EXPECTABLE",
  "JUDGED",
  "LEVELS",
  "MAX_BYTES",
  "MAX_NESTING",
  "ReportError",
  "SCHEMA",
  "SYMBOLS",
  "UNJUDGED",
  "VERDICTS",
];

describe("public face of reports", () => {
  it("is what is listed here", () => {
    expect(Object.keys(reports).sort()).to.deep.equal([...FUNCTIONS, ...VALUES].sort());
  });

  for (const name of FUNCTIONS) {
    it(`exports ${name}()`, () => {
      const found = Object.entries(reports).find(([key]) => key === name)?.[1];
      expect(found).to.be.a("function");
    });
  }
});
