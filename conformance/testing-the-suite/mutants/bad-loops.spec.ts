import { SAMPLE, testBadLoops } from "./testing/bad-loop-rows.ts";

describe("a run with a loop that leaves ports and processes behind", function () {
  this.timeout(60_000);
  testBadLoops(SAMPLE);
});
