import { expectNothingLeft } from "./testing/left-behind.ts";

describe("what a driver holds when it has judged on asyncio", function () {
  this.timeout(600_000);

  it("is what it held before, every case that could leave something", async function () {
    // Other systems do not tell in a file what a process holds.
    if (process.platform !== "linux") this.skip();
    await expectNothingLeft(1);
  });
});
