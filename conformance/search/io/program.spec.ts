import { createHash } from "node:crypto";
import { expect } from "chai";
import type { Program } from "../../language/case.ts";
import { checkProgram } from "../../language/check/check.ts";
import { countOperations } from "../../language/walk.ts";
import { candidatesOf } from "../candidates.ts";
import { generateProgram } from "../generate.ts";
import { parseProfile } from "../profile.ts";
import { smallerPrograms } from "./program.ts";

const IO = parseProfile("io", "real");
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);
const stepsOf = (program: Program) => JSON.stringify(program).match(/"step\d+"/g)?.length ?? 0;

describe("programs of input and output", () => {
  it("are the same for a seed, whatever was drawn before", () => {
    const first = generateProgram(7, IO);
    generateProgram(8, IO);
    expect(generateProgram(7, IO)).to.deep.equal(first);
  });

  it("go on being the same: another digest is another version of the generator", () => {
    const hash = createHash("sha256");
    for (const seed of seeds(100)) hash.update(JSON.stringify(generateProgram(seed, IO)));
    expect(hash.digest("hex").slice(0, 16)).to.equal("2b81ff360f8d6808");
  });

  it("can be run by every driver, as far as that shows without running them", () => {
    for (const seed of seeds(120))
      expect(checkProgram(generateProgram(seed, IO)), `seed ${seed}`).to.deep.equal([]);
  });

  it("shrink to programs that can be run as well, and are smaller", () => {
    for (const seed of seeds(15)) {
      const program = generateProgram(seed, IO);
      const size = stepsOf(program);
      const smaller = [...smallerPrograms(program)];
      expect(smaller.length).to.be.above(0);
      for (const each of smaller) {
        expect(checkProgram(each), `seed ${seed}`).to.deep.equal([]);
        expect(stepsOf(each)).to.be.at.most(size);
      }
    }
  });

  it("shrink by what they do: a step that waits does not lose what it waits for", () => {
    const program = generateProgram(3, IO);
    expect([...candidatesOf(program)]).to.deep.equal([...smallerPrograms(program)]);
  });

  it("wait for the end of each step: nothing that the program writes down is left to the faster one", () => {
    const sizes = seeds(100).map((seed) => countOperations(generateProgram(seed, IO)));
    expect(Math.max(...sizes)).to.be.below(150);
    for (const seed of seeds(100)) {
      const text = JSON.stringify(generateProgram(seed, IO));
      const peers = text.match(/"op":"peer"/g)?.length ?? 0;
      expect(text.match(/"finished":/g)?.length ?? 0, `seed ${seed}`).to.equal(peers);
    }
  });
});
