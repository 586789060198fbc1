import { expect } from "chai";
import { repeat } from "./build.ts";
import { asyncio, callAt, callLater, runFor, STOP } from "./loop-methods.ts";
import { hasPeers, statedWaits } from "./waits.ts";

const waits = (main: Parameters<typeof statedWaits>[0]["main"], longest = 10) =>
  statedWaits({ fns: {}, main }, longest);

describe("statedWaits", () => {
  it("adds up timers, sleeps and pauses, in functions too", () => {
    const body = [{ op: "await", what: asyncio("sleep", 0.5) }] as const;
    const fns = { work: { kind: "coroutine", body } } as const;
    const main = [
      callLater(1, STOP),
      callAt(2, STOP),
      runFor(0.25),
      { op: "block", seconds: 4 },
    ] as const;
    expect(statedWaits({ fns, main }, 10)).to.equal(7.75);
  });

  it("counts how long wait_for() has patience", () => {
    expect(waits([{ op: "do", what: asyncio("wait_for", { $: "future" }, 1.5) }])).to.equal(1.5);
  });

  it("counts what is repeated as often as it is", () => {
    expect(waits([repeat(3, callLater(1, STOP), runFor(0.5))])).to.equal(4.5);
  });

  it("leaves out what comes after the limit, what is no time, and what is not written down", () => {
    expect(
      waits([callLater(3600, STOP), callLater(-1, STOP), callLater(Number.NaN, STOP)]),
    ).to.equal(0);
    expect(waits([{ op: "do", what: asyncio("sleep", { $: "n" }) }])).to.equal(0);
  });
});

describe("hasPeers", () => {
  it("is true of programs with peers or protocols", () => {
    expect(hasPeers({ fns: { other: { kind: "peer", body: [] } }, main: [] })).to.equal(true);
    expect(hasPeers({ fns: {}, main: [], protocols: {} })).to.equal(true);
    expect(hasPeers({ fns: { work: { kind: "coroutine", body: [] } }, main: [] })).to.equal(false);
  });
});
