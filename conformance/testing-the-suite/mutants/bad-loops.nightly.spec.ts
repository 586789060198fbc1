import { OTHERS, testBadLoops } from "./testing/bad-loop-rows.ts";

describe("a run with a loop that leaves anything behind", function () {
  this.timeout(60_000);
  testBadLoops(OTHERS);
});
