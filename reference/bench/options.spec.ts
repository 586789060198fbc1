import { expect } from "chai";
import { CATALOGUE } from "./catalogue.ts";
import { main } from "./main.ts";
import { parseOptions } from "./options.ts";

const QUIET = { out: () => {}, err: () => {} };

async function complaint(...args: string[]): Promise<[code: number, text: string]> {
  let text = "";
  const output = { out: () => {}, err: (more: string) => (text += more) };
  return [await main(args, output), text];
}

describe("options of the bench", () => {
  it("measures everything five times unless told otherwise", () => {
    const { workloads, rounds, quick, python } = parseOptions([], QUIET);
    expect({ rounds, quick, python }).to.deep.equal({ rounds: 5, quick: false, python: "python3" });
    expect(workloads).to.equal(CATALOGUE);
  });

  it("measures less, and once, with --quick", () => {
    const { workloads, rounds } = parseOptions(["--quick"], QUIET);
    expect(rounds).to.equal(1);
    expect(workloads.map(({ name }) => name)).to.deep.equal(CATALOGUE.map(({ name }) => name));
    expect(workloads[0]).to.include({ n: 50_000, watched: 10_000, growsFrom: 500 });
  });

  it("takes the workloads that a glob matches", () => {
    const { workloads } = parseOptions(["--only", "TASK*", "--only", "gather"], QUIET);
    expect(workloads.map(({ name }) => name)).to.deep.equal([
      "task switch, 1 task",
      "task switch, 100 tasks",
      "gather",
    ]);
  });

  it("names the workloads when a glob matches none", async () => {
    const [code, text] = await complaint("--only", "gather", "--only", "tsk*");
    expect(code).to.equal(2);
    expect(text).to.include("No workload is called `tsk*`").and.to.include("call_soon chain; fan-");
  });

  it("refuses what is no number of rounds", async () => {
    for (const value of ["0", "-1", "1.5", "many"]) {
      const [code, text] = await complaint("--rounds", value);
      expect(code).to.equal(2);
      expect(text).to.include("--rounds").and.to.include("Expected a whole number of at least 1");
    }
  });

  it("refuses options that it does not know", async () => {
    const [code, text] = await complaint("--qick");
    expect([code, text]).to.deep.equal([
      2,
      "error: unknown option '--qick'\n(Did you mean --quick?)\n",
    ]);
  });

  it("names the interpreter that does not start, and what to do", async () => {
    const [code, text] = await complaint("--python", "no-such-python");
    expect(code).to.equal(2);
    expect(text).to.include("`no-such-python`").and.to.include("--python");
  });
});
