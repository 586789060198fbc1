import { expect } from "chai";
import { casesOf, changedFiles, merged, placesOfSurvivors } from "./rerun.ts";
import { score, scoreOfPromises, table, tally } from "./score.ts";
import {
  type Explanation,
  type MutationReport,
  mutantsOf,
  review,
  settled,
  textOf,
} from "./survivors.ts";

const FILE = "reference/loop/event-loop.ts";
const SOURCE =
  "class Loop {\n  stop() {\n    if (this.a && this.b) {\n      halt();\n    }\n  }\n}\n";
const at = (line: number, column: number) => ({ line, column });

const REPORT: MutationReport = {
  files: {
    [FILE]: {
      source: SOURCE,
      mutants: [
        {
          location: { start: at(3, 9), end: at(3, 25) },
          replacement: "true",
          mutatorName: "ConditionalExpression",
          status: "Survived",
        },
        {
          location: { start: at(3, 27), end: at(5, 6) },
          replacement: "{}",
          mutatorName: "BlockStatement",
          status: "NoCoverage",
        },
        {
          location: { start: at(2, 10), end: at(6, 4) },
          replacement: "{}",
          mutatorName: "BlockStatement",
          status: "Killed",
        },
        {
          location: { start: at(3, 9), end: at(3, 25) },
          replacement: "false",
          mutatorName: "ConditionalExpression",
          status: "Timeout",
        },
        {
          location: { start: at(1, 1), end: at(1, 6) },
          replacement: '""',
          mutatorName: "StringLiteral",
          status: "Ignored",
        },
      ],
    },
  },
};

const LINE = "if (this.a && this.b) {";
const explain = (...mutants: Explanation["mutants"]): readonly Explanation[] => [
  { kind: "equivalent", why: "a reason", mutants },
];
const TRUE = { file: FILE, line: LINE, from: "this.a && this.b", to: "true" };
const EMPTY = { file: FILE, line: LINE, from: "{ halt(); }", to: "{}" };

describe("survivors of mutation", () => {
  const mutants = mutantsOf(REPORT);

  it("says what a mutant makes of what", () => {
    expect(mutants[0]).to.deep.equal({
      ...TRUE,
      row: 3,
      mutator: "ConditionalExpression",
      status: "Survived",
    });
    expect(mutants[1]).to.include(EMPTY);
  });

  it("finds what nobody has looked at", () => {
    const { explained, unexplained, stale } = review(mutants, explain(TRUE));
    expect(unexplained.map(textOf)).to.deep.equal([textOf(EMPTY)]);
    expect([...explained.keys()]).to.deep.equal([mutants[0]]);
    expect(stale).to.deep.equal([]);
  });

  it("finds explanations of what is killed or gone", () => {
    const killed = { ...TRUE, to: "false" };
    const gone = { ...TRUE, line: "if (this.a) {" };
    const elsewhere = { ...TRUE, file: "reference/futures/task.ts" };
    const { stale } = review(mutants, explain(TRUE, EMPTY, killed, gone, elsewhere));
    expect(stale).to.deep.equal([textOf(killed), textOf(gone)]);
  });

  it("takes one that is known to survive, and ran out of time, for a survivor", () => {
    const [, , , late] = settled(mutants, explain({ ...TRUE, to: "false" }));
    expect(late?.status).to.equal("Survived");
    expect(settled(mutants, explain(TRUE)).map(({ status }) => status)).to.deep.equal(
      mutants.map(({ status }) => status),
    );
  });

  it("does not hide the explained ones in the score", () => {
    const total = tally(mutants, review(mutants, explain(TRUE)));
    expect(total).to.deep.equal({
      killed: 1,
      timeout: 1,
      survived: 2,
      equivalent: 1,
      unpromised: 0,
      elsewhere: 0,
      notRun: 1,
    });
    expect(score(total)).to.equal(50);
    expect(scoreOfPromises(total)).to.be.closeTo(66.7, 0.1);
  });

  it("takes out what is equivalent or unpromised, and not what shows elsewhere", () => {
    const scoreWhere = (kind: Explanation["kind"]) =>
      scoreOfPromises(
        tally(mutants, review(mutants, [{ kind, why: "a reason", mutants: [TRUE] }])),
      );
    expect(scoreWhere("unpromised")).to.be.closeTo(66.7, 0.1);
    expect(scoreWhere("elsewhere")).to.equal(50);
  });

  it("shows a line for each file and one for all", () => {
    const lines = table(mutants, review(mutants, explain(TRUE)));
    expect(lines.map((line) => line.split(/\s+/)[0])).to.deep.equal(["", FILE, "all"]);
    expect(lines.at(-1)).to.match(/50\.0 %\s+66\.7 %\s+1\s+1\s+2\s+1\s+0\s+0\s+1$/);
  });
});

describe("another run", () => {
  it("goes to the places of the survivors alone", () => {
    expect(placesOfSurvivors(REPORT)).to.deep.equal([`${FILE}:3:8-3:24`, `${FILE}:3:26-5:5`]);
  });

  it("lets a survivor be killed, and nothing that was killed survive", () => {
    const { source, mutants } = REPORT.files[FILE]!;
    const since = mutants.map((mutant, index) => ({
      ...mutant,
      status: index === 0 ? ("Killed" as const) : ("Survived" as const),
    }));
    const both = merged(REPORT, { files: { [FILE]: { source, mutants: since } } });
    expect(both.files[FILE]?.mutants.map(({ status }) => status)).to.deep.equal([
      "Killed",
      "Survived",
      "Killed",
      "Timeout",
      "Ignored",
    ]);
  });

  it("takes a file that has changed as it is now", () => {
    const now = { source: "class Loop {}\n", mutants: [] };
    expect(merged(REPORT, { files: { [FILE]: now } }).files[FILE]).to.deep.equal(now);
    expect(changedFiles(REPORT, () => now.source)).to.deep.equal([FILE]);
    expect(changedFiles(REPORT, () => SOURCE)).to.deep.equal([]);
  });

  it("knows all cases that either run has put to the mutants", () => {
    const ran = (...names: string[]) => ({
      files: {},
      testFiles: { "cases.js": { tests: names.map((name) => ({ name })) } },
    });
    expect(casesOf(merged(ran("a", "b"), ran("b", "c")))).to.deep.equal(["a", "b", "c"]);
    expect(casesOf(REPORT)).to.deep.equal([]);
  });
});
