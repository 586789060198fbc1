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
});
