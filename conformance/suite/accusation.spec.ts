import { expect } from "chai";
import type { CaseResult } from "../../reports/index.ts";
import { shows } from "./accusation.ts";

const failed = (entry: number) =>
  ({
    verdict: "fail",
    ms: 1,
    message: `entry ${entry}: expected \`a\`, got \`b\``,
    reason: "trace",
  }) as const;
const told = (line: string) => ({ status: 1, signal: null, stdout: `${line}\n`, stderr: "" });
const second = told("entry 2: expected `a`, observed `b`");
const result = (attempts: CaseResult["attempts"]): CaseResult => ({
  case: "area/slug",
  title: "",
  clauses: ["call-soon.fifo"],
  level: "MUST",
  basis: "chapter",
  ...failed(1),
  ...(attempts === undefined ? {} : { attempts }),
});

describe("a script's end", () => {
  it("shows the failure that the judge saw", () => {
    expect(shows(result(undefined), told("entry 1: expected `a`, observed `b`"))).to.equal(true);
    expect(shows(result(undefined), second)).to.equal(false);
  });

  it("may show what another attempt saw: attempts say what kind of failure it was", () => {
    expect(shows(result([failed(2), failed(1)]), second)).to.equal(true);
    const logs = { ...failed(1), reason: "logs" };
    const line = told("expected a log record like `x`, observed none");
    expect(shows(result([logs, failed(1)]), line)).to.equal(true);
  });

  it("shows nothing of attempts that do not say it", () => {
    const { reason: _reason, ...older } = failed(2);
    expect(shows(result([older, failed(1)]), second)).to.equal(false);
  });
});
