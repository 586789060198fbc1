import { expect } from "chai";
import {
  log,
  ResourceWarning,
  RuntimeWarning,
  setLogHook,
  setWarningHook,
  warn,
} from "../index.ts";

describe("log and warnings without hooks", () => {
  const original = { error: console.error, emitWarning: process.emitWarning };

  afterEach(() => {
    console.error = original.error;
    process.emitWarning = original.emitWarning;
  });

  it("writes warnings and errors to standard error, and nothing below", () => {
    const written: unknown[][] = [];
    console.error = (...args: unknown[]) => written.push(args);
    const error = new Error("e");
    for (const level of ["debug", "info"] as const) log(level, "hidden");
    log("warning", "careful");
    log("error", "failed", error);
    expect(written).to.deep.equal([["careful"], ["failed", error]]);
  });

  it("emits warnings through the process, with the category's name", () => {
    const emitted: unknown[][] = [];
    process.emitWarning = (...args: unknown[]) => void emitted.push(args);
    warn(RuntimeWarning, "dubious");
    expect(emitted).to.deep.equal([["dubious", "RuntimeWarning"]]);
  });

  it("emits a ResourceWarning for those who debug alone", () => {
    const emitted: unknown[][] = [];
    process.emitWarning = (...args: unknown[]) => void emitted.push(args);
    warn(ResourceWarning, "kept quiet");
    process.env.PYTHONASYNCIODEBUG = "1";
    try {
      warn(ResourceWarning, "shown");
    } finally {
      delete process.env.PYTHONASYNCIODEBUG;
    }
    expect(emitted).to.deep.equal([["shown", "ResourceWarning"]]);
  });

  it("refuse a hook that cannot be called", () => {
    expect(() => setLogHook(5 as never)).to.throw(TypeError, "`hook`");
    expect(() => setWarningHook(5 as never)).to.throw(TypeError, "`hook`");
  });

  it("hands the hook that was replaced back", () => {
    const hooks = [() => {}, () => {}] as const;
    setLogHook(hooks[0]);
    setWarningHook(hooks[1]);
    expect(setLogHook(null)).to.equal(hooks[0]);
    expect(setWarningHook(null)).to.equal(hooks[1]);
  });
});
