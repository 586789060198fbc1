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

  it("is the last operation where the traces agree", () => {
    const program = 'log("end")\nloop.close()\n';
    expect(behind(program, ["end"], ["end"], "raised RuntimeError")).to.equal("loop.close");
  });

  it("is unknown where the program does not write the entry", () => {
    expect(behind(STOP, ["policy.new"], [])).to.equal(undefined);
    expect(behind("", ["a"], [])).to.equal(undefined);
  });
});
