/** What the Python driver says of programs that it cannot run and of requests that make no sense. */
import { expect } from "chai";
import {
  assign,
  asyncFor,
  call,
  callback,
  do_,
  log,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import { callSoon, runForever } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import {
  greeted,
  needsPython,
  type PythonDriver,
  type StartSettings,
} from "./python-driver-process.spec.ts";

const main = (...operations: Operation[]): Program => ({ fns: {}, main: operations });

describe("python driver: requests that it cannot answer", function () {
  this.timeout(20_000);

  const drivers: PythonDriver[] = [];
  const start = async (settings: StartSettings = {}): Promise<PythonDriver> => {
    const driver = await greeted(settings);
    drivers.push(driver);
    return driver;
  };

  before(function () {
    needsPython(this);
  });
  after(() => {
    for (const driver of drivers) driver.kill();
  });

  const FAULTS: readonly (readonly [string, Program, string])[] = [
    ["a name that is not bound", main(log("a"), try_(show("x", variable("nothing")))), "'nothing'"],
    [
      "an unbound name in a callback",
      {
        fns: {
          a: callback(show("x", variable("nothing")), log("b")),
          halt: callback(do_({ m: "stop" })),
        },
        main: [callSoon("a"), callSoon("halt"), runForever()],
      },
      "'nothing'",
    ],
    ["a function that is not there", main(callSoon("nothing")), "no function 'nothing'"],
    [
      "an operation of another language",
      main({ op: "jump" } as unknown as Operation),
      "no operation 'jump'",
    ],
    ["an expression of another language", main(log("a", { wish: 1 } as never)), '{"wish": 1}'],
    ["a name that is none", main(assign("x = 1; import os", 1)), "expected a name"],
    ["a method that is none", main(do_({ m: "stop() or exit" })), "expected a name"],
    [
      "an operation out of place",
      { fns: { a: callback(asyncFor(call("g"), "x")) }, main: [] },
      "'async_for' cannot stand in a callback",
    ],
    ["a member that is missing", main({ op: "cv_set", var: "x" } as never), "lacks 'value'"],
    ["a metric that is no number", main({ op: "metric", value: "x", as: "m" }), "metric 'm'"],
  ];
  it("answers what it cannot run with an error that says why", async () => {
    const driver = await start();
    for (const [title, program, why] of FAULTS) {
      const result = await driver.run(program);
      expect(result.outcome, title).to.equal("error");
      expect(result.why, title).to.include(why);
    }
    expect((await driver.run(main(log("still here")))).trace).to.deep.equal(["still here"]);
  });

  it("ends a program that uses what the loop did not run as a wrong answer", async () => {
    const driver = await start();
    const made = log("made", variable("made"));
    const fns = { late: callback(assign("made", 1)) };
    const result = await driver.run({ fns, main: [callSoon("late"), try_(made), made] });
    expect(result).to.deep.include({ outcome: "raised NameError", trace: ["!NameError"] });
    const dropped = main(assign("x", 1), { op: "drop", names: ["x"] }, log("x", variable("x")));
    expect((await driver.run(dropped)).outcome).to.equal("raised NameError");
  });

  it("tells a NameError of the loop from a fault of the program", async () => {
    const driver = await start({
      before:
        "import asyncio; asyncio.BaseEventLoop.get_task_factory = lambda self: undefined_name",
    });
    const result = await driver.run(main(try_(do_({ m: "get_task_factory" }))));
    expect(result).to.deep.include({ outcome: "ok", trace: ["!NameError"] });
  });

  const REQUESTS: readonly (readonly [string, string, string])[] = [
    ["no JSON", "{nonsense", "no JSON"],
    ["no object", "5", "hello, run or bye"],
    ["an unknown request", '{"type":"dance"}', "hello, run or bye"],
    [
      "a run without program",
      '{"type":"run","seq":1,"timeout":1,"clock":"real","isolate":false}',
      "program",
    ],
    [
      "a run without limit",
      '{"type":"run","seq":1,"clock":"real","isolate":false,"program":{"fns":{},"main":[]}}',
      "timeout",
    ],
    ["bytes that are no UTF-8", "\u0000\u0001", "no JSON"],
  ];
  for (const [title, text, complaint] of REQUESTS) {
    it(`ends with status 2 after ${title}`, async () => {
      const driver = await start();
      driver.write(`${text}\n`);
      expect(await driver.line()).to.equal(undefined);
      expect(await driver.ended).to.deep.equal({ code: 2, signal: null });
      expect(driver.stderr).to.include("loopspec driver: ").and.to.include(complaint);
    });
  }
});
