import { expect } from "chai";
import { sampleImplementationOf } from "../testing/sample-results.ts";
import { holds, parseRange } from "./condition.ts";

describe("conditions of expectations", () => {
  const RANGES: [range: string, inside: string[], outside: string[]][] = [
    ["1.2", ["1.2", "1.2.0", "v1.2"], ["1.2.1", "1", "1.2rc1"]],
    [">=0.20 <0.23", ["0.20", "0.22.1", "0.23.0rc1"], ["0.19.9", "0.23", "1.0"]],
    [">= 0.20  < 0.23", ["0.21"], ["0.23"]],
    ["3.13.*", ["3.13", "3.13.0", "3.13.7"], ["3.12.9", "3.130"]],
    ["!=3.13.*", ["3.12.1"], ["3.13.0"]],
    ["3.8 || >3.12", ["3.8.0", "3.13", "3.12.1"], ["3.9", "3.12"]],
    ["<3.14", ["3.14.0a1", "3.14rc2"], ["3.14.0"]],
    [">=3.14.0rc2", ["3.14.0rc2", "3.14.0rc10", "3.14"], ["3.14.0rc1", "3.14.0b9"]],
    ["<=2 !=1.5", ["1.4", "2.0.0"], ["1.5", "2.0.1"]],
    ["*", ["0", "9.9"], ["unknown"]],
  ];
  for (const [range, inside, outside] of RANGES) {
    it(`${range} holds for ${inside.join(", ")} and not for ${outside.join(", ")}`, () => {
      const test = parseRange(range)!;
      expect(inside.filter((version) => !test(version))).to.deep.equal([]);
      expect(outside.filter(test)).to.deep.equal([]);
    });
  }

  for (const text of ["", "new", ">=", "3.x", ">3.*", "1.2 ||", "=>1"]) {
    it(`${JSON.stringify(text)} is no range`, () => expect(parseRange(text)).to.equal(undefined));
  }

  it("must all fit", () => {
    const subject = {
      ...sampleImplementationOf("x", {}),
      version: "0.22.1",
      languageVersion: "3.13.1",
      platform: "linux-x64",
    };
    expect(holds(undefined, subject)).to.equal(true);
    expect(holds({ version: "<0.23", platform: "linux*" }, subject)).to.equal(true);
    expect(holds({ version: "<0.23", platform: "darwin*" }, subject)).to.equal(false);
    expect(holds({ languageVersion: "3.12.*" }, subject)).to.equal(false);
  });
});
