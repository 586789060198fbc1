import { createHash } from "node:crypto";
import { expect } from "chai";
import { referenceOracle } from "../execution/adapters/reference-oracle.ts";
import { checkProgram } from "../language/check/check.ts";
import { countOperations } from "../language/walk.ts";
import { generateProgram } from "./generate.ts";
import { offeredBy, parseProfile, THEMES } from "./profile.ts";
import { BUDGET, refusalOf } from "./refuse.ts";

const VIRTUAL = parseProfile("default", "virtual");
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

describe("generateProgram()", () => {
  it("draws the same program for a seed, whatever was drawn before", () => {
    const first = generateProgram(7, VIRTUAL);
    generateProgram(8, VIRTUAL);
    expect(generateProgram(7, VIRTUAL)).to.deep.equal(first);
  });

  it("goes on naming the same programs: another digest is another version of the generator", () => {
    const hash = createHash("sha256");
    for (const seed of seeds(200)) hash.update(JSON.stringify(generateProgram(seed, VIRTUAL)));
    expect(hash.digest("hex").slice(0, 16)).to.equal("298310ee4342a057");
  });

  it("draws programs that every driver can run, as far as that shows without running them", () => {
    for (const seed of seeds(200))
      expect(checkProgram(generateProgram(seed, VIRTUAL)), `seed ${seed}`).to.deep.equal([]);
  });

  it("draws programs of about thirty operations", () => {
    const sizes = seeds(300).map((seed) => countOperations(generateProgram(seed, VIRTUAL)));
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(mean).to.be.within(20, 34);
  });

  it("has at most one program in ten refused", () => {
    const oracle = referenceOracle(BUDGET);
    const refused = seeds(400)
      .map((seed) => refusalOf(oracle(generateProgram(seed, VIRTUAL)), "virtual"))
      .filter((reason) => reason !== undefined);
    expect(refused.length).to.be.at.most(40);
  });

  it("keeps the delays of programs for real clocks short", () => {
    const real = parseProfile("default", "real");
    const text = seeds(300).map((seed) => JSON.stringify(generateProgram(seed, real)));
    const delays = text.flatMap((each) =>
      [...each.matchAll(/"call_later","args":\[([\d.]+)/g)].map(([, delay]) => Number(delay)),
    );
    expect(delays.length).to.be.above(50);
    expect(Math.max(...delays)).to.be.at.most(0.1);
  });
});

describe("offeredBy()", () => {
  it("leaves out parts that editions before do otherwise; a patch release is not one", () => {
    const { themes } = VIRTUAL;
    const capabilities = Object.values(THEMES).flat();
    const offered = (edition: string) => offeredBy(VIRTUAL, { capabilities, edition }).themes;
    expect(offered("3.12.1")).to.deep.equal(themes);
    expect(themes.filter((theme) => !offered("3.11.7").includes(theme))).to.deep.equal([
      "throws",
      "waits",
      "edges",
    ]);
  });
});
