import { expect } from "chai";
import { loopspec } from "./testing/loopspec.ts";

describe("the first words of the command line", function () {
  this.timeout(60_000);

  it("are help and what to do first where nothing is asked, with exit code 0", async () => {
    const { code, out, err } = await loopspec();
    expect(code).to.equal(0);
    expect(err).to.equal("");
    for (const text of ["Judge a loop:", "What to do first:", "--quick", "Exit codes: 0"])
      expect(out).to.include(text);
  });

  it("group the options of a run, with examples and exit codes", async () => {
    const { code, out } = await loopspec("run", "--help");
    expect(code).to.equal(0);
    for (const text of ["A part of the suite:", "Examples:", "Exit codes: 0"])
      expect(out).to.include(text);
  });

  const INCOMPLETE: readonly (readonly [argv: readonly string[], help: string])[] = [
    [["explain"], "loopspec explain --help"],
    [["diff", "a.json"], "loopspec diff --help"],
    [["merge"], "loopspec merge --help"],
    [["expect", "check", "--wrong"], "loopspec expect check --help"],
  ];
  for (const [argv, help] of INCOMPLETE) {
    it(`lead from a mistake to the help of the command: ${argv.join(" ")}`, async () => {
      const { code, err } = await loopspec(...argv);
      expect(code).to.equal(2);
      expect(err)
        .to.match(/^loopspec: /)
        .and.include(`\`${help}\``);
    });
  }

  for (const command of ["gate", "report", "confirm"])
    it(`let ${command} read the results of the last run where no others are named`, async () => {
      const { out } = await loopspec(command, "--help");
      expect(out).to.match(/default:\s+\["loopspec-results\/results\.json"\]/);
    });

  it("speak of `-i` only where it was forgotten", async () => {
    for (const argv of [["diff", "a", "b", "c"], ["explain"], ["fuzz", "--wrong"]]) {
      const { code, err } = await loopspec(...argv);
      expect(code).to.equal(2);
      expect(err).to.not.include("`-i`").and.not.include(" -i ");
    }
  });

  const MEANT: readonly (readonly [string, readonly string[], string])[] = [
    ["a command", ["runn"], "Did you mean `run`?"],
    ["a command of two words", ["expect", "chek"], "Did you mean check?"],
    ["an option", ["run", "--implementaton", "x"], "Did you mean --implementation?"],
    ["a case", ["explain", "call-soon/fifoo"], "Did you mean `call-soon"],
    ["a case by its parts", ["explain", "stop_ends timer"], "Did you mean `stop"],
    ["a selection", ["run", "--select", "call-son.fifo"], "Did you mean `call-soon.fifo`?"],
    ["a loop without its kind", ["run", "-i", "uvloop"], "Did you mean `-i python:uvloop`?"],
    ["a kind", ["run", "-i", "pyhton:uvloop"], "Did you mean `-i python:uvloop`?"],
    [
      "a Python file",
      ["run", "-i", "python:./loops/mine.py"],
      "`-i python:loops.mine`? PYTHONPATH",
    ],
    ["a whole path", ["run", "-i", "python:/home/me/mine.py"], "`-i python:mine`? PYTHONPATH"],
    ["a path from above", ["run", "-i", "python:../a/mine.py"], "`-i python:mine`? PYTHONPATH"],
    ["letters of any alphabet", ["run", "-i", "python:größe::mach"], "`-i python:größe:mach`?"],
    ["a call", ["run", "-i", "python:mine:make()"], "Did you mean `-i python:mine:make`?"],
    ["two colons", ["run", "-i", "python:mine::make"], "Did you mean `-i python:mine:make`?"],
    ["no Python module", ["run", "-i", "python"], "`python:asyncio` is asyncio's own loop."],
    [
      "a module",
      ["run", "-i", "./package-root.cjs"],
      "Did you mean `-i module:./package-root.cjs`?",
    ],
  ];
  for (const [what, argv, says] of MEANT) {
    it(`name what was meant: ${what}`, async () => {
      const { code, err } = await loopspec(...argv);
      expect(code).to.equal(2);
      expect(err).to.include(says);
    });
  }
});
