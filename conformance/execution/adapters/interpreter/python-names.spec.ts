import { expect } from "chai";
import { camelCase, functionName } from "./python-names.ts";

describe("names between the languages", () => {
  for (const [python, javascript] of [
    ["stop", "stop"],
    ["call_soon", "callSoon"],
    ["call_soon_threadsafe", "callSoonThreadsafe"],
    ["slow_callback_duration", "slowCallbackDuration"],
    ["_ready", "_ready"],
    ["sock_recv_into", "sockRecvInto"],
  ] as const) {
    it(`calls ${python} ${javascript}`, () => {
      expect(camelCase(python)).to.equal(javascript);
    });
  }

  it("writes the tests of asyncio as JavaScript does", () => {
    expect(["isfuture", "iscoroutine", "wait_for"].map(functionName)).to.deep.equal([
      "isFuture",
      "isCoroutine",
      "waitFor",
    ]);
  });
});
