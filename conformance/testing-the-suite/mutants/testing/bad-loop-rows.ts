/** Loops that leave ports, children or threads behind, and what a run makes of them. */
import { existsSync } from "node:fs";
import { expect } from "chai";
import { type BadLoop, runBadLoop } from "./bad-loops.ts";

const CONNECTS = "transports/close-of-nothing-client";
const RECEIVES = "transports/answers-in-data-received-server";
const SERVES = "servers/serves-at-once";

/** Those that each change is tested with: none of them hangs. */
export const SAMPLE: readonly BadLoop[] = [
  {
    name: "KeepsItsPorts",
    kase: "server-objects/close-stops-listening",
    verdicts: ["fail"],
    leaves: ["socket"],
  },
  { name: "LeavesAProcess", kase: SERVES, verdicts: ["pass"], leaves: ["pid", "socket"] },
];

/** The others, for the night. Waits and peers of a program mostly give up before its limit: a failure. */
export const OTHERS: readonly BadLoop[] = [
  { name: "NeverCloses", kase: CONNECTS, verdicts: ["fail"], leaves: ["socket"] },
  { name: "EndsNoChild", kase: "subprocess/kill-exec", verdicts: ["fail"], leaves: ["pid"] },
  { name: "DeliversWithoutEnd", kase: RECEIVES, verdicts: ["fail"], leaves: [] },
  { name: "DeliversEachIteration", kase: RECEIVES, verdicts: ["fail"], leaves: [] },
  { name: "LeavesThreadsInAccept", kase: SERVES, verdicts: ["pass", "fail"], leaves: ["socket"] },
  { name: "ClosesDescriptors", kase: SERVES, verdicts: ["crash", "error"], leaves: ["socket"] },
  { name: "ClosesStandardStreams", kase: SERVES, verdicts: ["pass"], leaves: ["socket"] },
];

/** Declares a test for each loop. What is left of it is read from Linux's files about processes and sockets. */
export function testBadLoops(loops: readonly BadLoop[]): void {
  before(function () {
    if (!existsSync("/proc/net/tcp")) this.skip();
  });
  for (const loop of loops)
    it(`${loop.name}: the case ends, the next ones pass, and nothing is left`, async () => {
      const { first, others, told } = await runBadLoop(loop);
      expect([...loop.verdicts, "timeout"]).to.include(first);
      expect(others).to.deep.equal(others.map(() => "pass"));
      expect(others).to.have.length(4);
      // What it tells of is gone by now: otherwise the run would not have returned.
      expect(told.map((file) => file.split("-")[0]).sort()).to.deep.equal(loop.leaves);
    });
}
