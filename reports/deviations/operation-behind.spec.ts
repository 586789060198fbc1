import { expect } from "chai";
import { operationBehind } from "./operation-behind.ts";

const behind = (program: string, expected: string[], observed: string[], outcome = "ok") =>
  operationBehind(program, {
    expected: { outcome: "ok", trace: expected },
    observed: { outcome, trace: observed },
  });

const STOP = `def outer():
    log("outer")
    loop.stop()
    loop.call_soon(inner)

def inner():
    log("inner")

loop.call_soon(outer)
loop.run_forever()
log("returned")
`;

describe("the operation behind the first differing entry", () => {
  it("is what scheduled the function that came too early, or not at all", () => {
    expect(behind(STOP, ["outer", "returned"], ["outer", "inner", "returned"])).to.equal(
      "loop.call_soon",
    );
    expect(behind(STOP, ["outer", "inner", "returned"], ["outer", "returned"])).to.equal(
      "loop.call_soon",
    );
  });

  it("is what ran just before a plain entry", () => {
    expect(behind(STOP, ["outer", "returned"], ["outer"], "hang")).to.equal("loop.run_forever");
  });

  const VALUES: [what: string, program: string, entry: string, operation: string][] = [
    ["gave the value", 'log(f"on={loop.get_debug()}")', "on=True", "loop.get_debug"],
    [
      "gave the value, whatever its owner is called",
      'h = loop.call_soon(job)\nlog(f"same={h.get_context() is given}")',
      "same=True",
      "get_context",
    ],
    [
      "made the value that was asked about",
      'h = loop.call_soon(job)\nlog(f"handle={isinstance(h, asyncio.Handle)}")',
      "handle=True",
      "loop.call_soon",
    ],
    [
      "is read as an attribute",
      'log(f"new={loop.slow_callback_duration}")',
      "new=0.1",
      "loop.slow_callback_duration",
    ],
    [
      "was tried",
      'try:\n    loop.call_soon(job, flush=True)\nexcept BaseException as error:\n    log(f"!{kind(error)}")',
      "!TypeError",
      "loop.call_soon",
    ],
    [
      "was handed the function in a partial",
      'def job(x):\n    log("job(" + show(x) + ")")\n\nloop.call_later(0, functools.partial(job, 1))',
      "job(1)",
      "loop.call_later",
    ],
  ];
  for (const [what, program, entry, operation] of VALUES) {
    it(`is what ${what}`, () => expect(behind(program, [entry], [])).to.equal(operation));
  }

  const EAGER = `async def job():
    log("job")

async def main():
    loop.set_task_factory(asyncio.eager_task_factory)
    task = loop.create_task(job())
    await task

loop.run_until_complete(main())
`;

  it("is what led to the entry in a coroutine that raised, unless it has keywords", () => {
    expect(behind(EAGER, ["job"], [], "raised TypeError")).to.equal("loop.create_task");
    const options = EAGER.replace("job())", "job(), name=1)");
    expect(behind(options, ["job"], [], "raised TypeError")).to.equal(undefined);
    const shown =
      'async def use():\n    log(f"got={await loop.sock_recv(a, 1)}")\n\nloop.run_until_complete(use())';
    expect(behind(shown, ["got=b"], [], "raised TypeError")).to.equal("loop.sock_recv");
    const waits =
      'async def use():\n    await asyncio.sleep(0)\n    log("on")\n\nloop.run_until_complete(use())';
    expect(behind(waits, ["on"], [], "raised TypeError")).to.equal("loop.run_until_complete");
  });

  it("is the last operation where the traces agree", () => {
    const program = 'log("end")\nloop.close()\n';
    expect(behind(program, ["end"], ["end"], "raised RuntimeError")).to.equal("loop.close");
  });

  it("is unknown where the program does not write the entry", () => {
    expect(behind(STOP, ["policy.new"], [])).to.equal(undefined);
    expect(behind("", ["a"], [])).to.equal(undefined);
  });
});
