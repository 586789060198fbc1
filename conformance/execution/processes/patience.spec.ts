import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { mostPatience, Patience, Starvation } from "./patience.ts";

const DRIVER = join(packageRoot, "conformance", "execution", "drivers", "python");

/** Asks one object for more time after each of these losses, in seconds, in both languages. */
function answersOf(limit: number, losses: readonly number[]): readonly number[] {
  const [before = 0, ...after] = losses;
  let lost = before;
  const patience = new Patience(limit, () => lost);
  const answers = after.map((each) => {
    lost = each;
    return patience.more();
  });
  const script = `import sys; sys.path.insert(0, ${JSON.stringify(DRIVER)})
import loopspec_driver as driver
losses = iter(${JSON.stringify(losses)})
driver.starved = lambda pid: next(losses)
patience = driver.Patience(${limit}, 0)
print([patience.more() for _ in range(${after.length})])`;
  const python = JSON.parse(execFileSync("python3", ["-c", script], { encoding: "utf8" }));
  expect(python).to.deep.equal(answers);
  return answers;
}

describe("the patience with a process that had no processor", () => {
  it("gives what was lost since the program began, once", () => {
    expect(answersOf(0.5, [4, 4.25, 4.25, 4.5])).to.deep.equal([0.25, 0, 0.25]);
  });

  it("gives nothing where nothing was lost, or where the system does not tell", () => {
    expect(answersOf(0.5, [0, 0, 0])).to.deep.equal([0, 0]);
    expect(answersOf(0.5, [4, 4.0005, 0])).to.deep.equal([0, 0]);
  });

  it("ends, however busy the machine is", () => {
    expect(answersOf(0.5, [0, 1, 9])).to.deep.equal([1, 0.5]);
    expect(answersOf(30, [0, 60, 90])).to.deep.equal([10, 0]);
    expect([mostPatience(0.5), mostPatience(30)]).to.deep.equal([1.5, 10]);
  });

  it("reads what the system says of a process, and nothing of one that is gone", () => {
    const own = new Starvation(process.pid);
    const first = own.seconds();
    expect(first).to.be.at.least(0);
    expect(own.seconds()).to.be.at.least(first);
    own.close();
    expect(own.seconds()).to.equal(0);
    expect(new Starvation(2 ** 30).seconds()).to.equal(0);
  });
});
