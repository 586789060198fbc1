import { expect } from "chai";
import type { ClauseId } from "../clauses/index.ts";
import { caseOf } from "../judge/testing/case-and-observation.ts";
import { callLater, STOP } from "../language/loop-methods.ts";
import { Limits } from "./limits.ts";

const FULL = 10;
const about = (clause: ClauseId, main = [] as ReturnType<typeof callLater>[]) =>
  caseOf({ trace: [] }, clause, { program: { fns: {}, main } });
const HANGING: readonly ClauseId[] = [
  "call-soon.fifo",
  "call-soon.passes-args",
  "call-later.cancel",
  "stop.ends-run",
];

describe("Limits", () => {
  it("leaves every case its own limit until something hangs", () => {
    expect(new Limits().of(about("call-soon.fifo"), FULL)).to.deep.equal({
      seconds: FULL,
      short: false,
    });
  });

  it("shortens the limit of a clause that is known to hang, and of no other", () => {
    const limits = new Limits();
    expect(limits.noteHang(about("call-soon.fifo"))).to.equal(true);
    expect(limits.of(about("call-soon.fifo"), FULL)).to.deep.equal({ seconds: 0.5, short: true });
    expect(limits.of(about("call-later.cancel"), FULL).seconds).to.equal(FULL);
  });

  it("shortens all limits after four hangs, and believes further ones at once", () => {
    const limits = new Limits();
    for (const clause of HANGING) expect(limits.noteHang(about(clause))).to.equal(true);
    expect(limits.of(about("call-soon.context-explicit"), FULL).seconds).to.equal(0.5);
    expect(limits.noteHang(about("call-soon.context-explicit"))).to.equal(false);
  });

  it("adds what the program waits by its own account, and twenty times the control's time", () => {
    const limits = new Limits();
    limits.noteHang(about("call-soon.fifo"));
    const waits = about("call-soon.fifo", [callLater(1, STOP)]);
    expect(limits.of(waits, FULL).seconds).to.equal(1.5);
    expect(limits.of(waits, FULL, 0.1).seconds).to.equal(3);
    expect(limits.of(waits, FULL, 1)).to.deep.equal({ seconds: FULL, short: false });
  });

  it("leaves a second look at a hang two seconds beside the waits, and all of them without a measure", () => {
    const waits = about("call-soon.fifo", [callLater(1, STOP)]);
    const second = (control?: number, limits = new Limits()) =>
      limits.ofSecondLook(waits, FULL, control);
    expect([second(0), second(0.2), second(1), second()]).to.deep.equal([3, 5, FULL, FULL]);
    expect(second(0, new Limits(true))).to.equal(FULL);
  });

  it("looks twice at six slow differences, and at all quick ones", () => {
    const limits = new Limits();
    const looks = Array.from({ length: 8 }, () => limits.noteDifference(1000));
    expect(looks).to.deep.equal([true, true, true, true, true, true, false, false]);
    expect(limits.noteDifference(20)).to.equal(true);
  });

  it("shortens nothing where it is to be thorough", () => {
    const limits = new Limits(true);
    const looks = HANGING.map((clause) => limits.noteHang(about(clause)));
    expect(looks).to.deep.equal([true, true, true, false]);
    expect(limits.of(about("call-soon.fifo"), FULL).short).to.equal(false);
    for (let count = 0; count < 8; count += 1) expect(limits.noteDifference(1000)).to.equal(true);
  });
});
