import { expect } from "chai";
import { callback, sleep } from "../language/build.ts";
import type { Program } from "../language/case.ts";
import { callAt, callLater, runUntilComplete } from "../language/loop-methods.ts";
import { generateProgram } from "./generate.ts";
import { parseProfile } from "./profile.ts";
import { stretched } from "./stretch.ts";

const program = (unit: number): Program => ({
  fns: {
    call: callback(),
    work: { kind: "coroutine", body: [sleep(unit), { op: "block", seconds: unit }] },
  },
  main: [
    callLater(unit, "call", [0.5]),
    callLater(-1, "call"),
    callAt(unit, "call"),
    runUntilComplete({ asyncio: "wait_for", args: [{ call: "work" }, unit] }),
  ],
});

describe("stretched()", () => {
  it("makes every delay longer, and nothing else", () => {
    expect(stretched(program(0.01))).to.deep.equal(program(0.08));
  });

  it("leaves a program without delays as it is", () => {
    const profile = parseProfile("handles,contexts,partials", "real");
    const drawn = Array.from({ length: 20 }, (_, seed) => generateProgram(seed, profile));
    const plain = drawn.filter(
      (each) => !/"call_later"|"sleep"|time_plus/.test(JSON.stringify(each)),
    );
    expect(plain.map(stretched)).to.deep.equal(plain);
  });
});
