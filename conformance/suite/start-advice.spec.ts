import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { DriverFault } from "../execution/processes/driver-fault.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { startAdvice } from "./start-advice.ts";

const loop = parseImplementation("python:my_loop", { python: "/opt/python" });
const cannotImport = (detail: string) =>
  new DriverFault("fatal", "The module 'my_loop' cannot be imported: ImportError: x", detail);

describe("what to do about an implementation that cannot be started", () => {
  it("names the interpreter that was asked for a module, once", () => {
    const advice = startAdvice(cannotImport("ImportError: x\n"), loop);
    expect(advice).to.match(/^Asked: \/opt\/python\. `--python` .* PYTHONPATH .*$/);
  });

  it("does not send away from a module that was found", () => {
    const message = "The module 'my_loop' cannot be imported: SyntaxError: invalid syntax";
    const advice = startAdvice(new DriverFault("fatal", message, "  File a\n"), loop);
    expect(advice).to.equal(
      "Asked: /opt/python. The module was found, and fails while it is imported.\n  File a\n",
    );
  });

  it("keeps a traceback that says where", () => {
    const advice = startAdvice(cannotImport("  File a\nImportError: x\n"), loop);
    expect(advice).to.match(/^Asked: .*\n {2}File a\nImportError: x\n$/);
  });

  it("does not repeat what the message says", () => {
    const fault = new DriverFault("fatal", "m.f() makes no loop: TypeError: x", "TypeError: x\n");
    expect(startAdvice(fault, loop)).to.equal("");
  });

  it("speaks of interpreters to those alone who judge a Python loop", () => {
    const fault = new DriverFault("cannot-start", "there is no program `x`", "Check the path.");
    const other = parseImplementation("exec:x", { python: "python3" });
    expect(startAdvice(fault, loop)).to.include("--python");
    expect(startAdvice(fault, other)).to.equal("Check the path.");
  });

  const adviceOn = (code: "cannot-start" | "died", line: string) =>
    startAdvice(
      new DriverFault(code, "m", "Check the path."),
      parseImplementation(`exec:${line}`, { python: "python3" }),
    );

  for (const line of ["cd x", "A=1 ./x", "~/x", "$HOME/x", "./x && ./y", "cat x | ./y"])
    it(`says that no shell runs \`${line}\``, () => {
      expect(adviceOn("cannot-start", line)).to.include("No shell runs");
    });

  it("tells a path with spaces and a first line that names nothing from a program that is missing", () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-"));
    const path = join(folder, "my driver");
    writeFileSync(path, "#!/no/such/interpreter\n", { mode: 0o755 });
    try {
      expect(adviceOn("cannot-start", path)).to.include(`exec:"${path}"`);
      expect(adviceOn("cannot-start", `"${path}" --fast`)).to.match(/first line names/);
      expect(adviceOn("cannot-start", join(folder, "none"))).to.equal("Check the path.");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("leads from a driver that ends at once to what checks one", () => {
    expect(adviceOn("died", "true")).to.match(/^Check the path\.\n.*validate-driver/);
  });

  it("speaks of the driver to those alone who wrote one", () => {
    const blocks = "The driver blocks, or does not flush its output.";
    const silent = new DriverFault("silent", "the driver did not answer `hello`", blocks);
    const died = new DriverFault("died", "the driver ended with status 0", "It wrote nothing.");
    const module = parseImplementation("module:package-root.cjs", { python: "python3" });
    const own = parseImplementation("exec:x", { python: "python3" });
    for (const each of [loop, module])
      expect(startAdvice(silent, each)).to.match(/^Importing the module or making .*start-timeout/);
    expect(startAdvice(silent, own)).to.equal(blocks);
    expect(startAdvice(died, module)).to.match(
      /^The module ends the process.*\nIt wrote nothing\.$/,
    );
  });

  it("knows a function that stands where a module should", () => {
    const error = "ModuleNotFoundError: No module named 'my.loop.make'; 'my.loop' is not a package";
    const message = `The module 'my.loop.make' cannot be imported: ${error}`;
    const advice = startAdvice(new DriverFault("fatal", message, ""), loop);
    expect(advice).to.include("Did you mean `-i python:my.loop:make`?");
  });

  const adviceFor = (interpreter: string, code: "cannot-start" | "garbage" | "died") =>
    startAdvice(
      new DriverFault(code, "m", "Its standard error ends with:\nx"),
      parseImplementation("python:my_loop", { python: interpreter }),
    );

  it("says what an interpreter is where something else was given", () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-"));
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/python3"), "");
    const inside = adviceFor(folder, "cannot-start");
    rmSync(folder, { recursive: true });
    expect(inside).to.include(`Did you mean \`--python ${join(folder, "bin/python3")}\`?`);
    expect(adviceFor("3.12", "cannot-start")).to.include("Did you mean `--python python3.12`?");
    expect(adviceFor("python3 -X dev", "cannot-start")).to.include("no arguments");
  });

  it("names the interpreter that ends or says something else", () => {
    expect(adviceFor("/bin/ls", "garbage")).to.match(/^Asked: \/bin\/ls, which does not answer/);
    expect(adviceFor("/bin/ls", "died")).to.match(/^Asked: \/bin\/ls\. .*\nIts standard error/);
  });
});
