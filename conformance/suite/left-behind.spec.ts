import { expectNothingLeft } from "./testing/left-behind.ts";

describe("what a driver holds when it has judged on asyncio", function () {
  this.timeout(120_000);

  it("is what it held before, one case in 24 that could leave something", async function () {
    // Other systems do not tell in a file what a process holds.
    if (process.platform !== "linux") this.skip();
    await expectNothingLeft(24);
  });
});
