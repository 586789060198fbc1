import { expect } from "chai";
import { do_, variable } from "../language/build.ts";
import { peer } from "../language/build-network.ts";
import type { Program } from "../language/case.ts";
import { differenceOf, familyOf, type Sighting, shapeOf } from "./compare.ts";
import { classAmong, keyOf } from "./finding.ts";

const seen = (trace: string[], more: Partial<Sighting> = {}): Sighting => ({
  outcome: "ok",
  trace,
  reports: [],
  logs: [],
  ...more,
});

describe("differenceOf()", () => {
  it("finds none where all that is compared is equal", () => {
    const log = { level: "WARNING", message: "slow", exception: null };
    expect(differenceOf(seen(["a"]), seen(["a"], { logs: [log] }))).to.equal(undefined);
  });

  it("does not compare what a task says when it is collected", () => {
    const message = "Task exception was never retrieved";
    const log = { level: "ERROR", message, exception: "AppError:x" };
    const report = { handler: "h", keys: [], message, exception: "AppError:x" };
    expect(differenceOf(seen([]), seen([], { logs: [log], reports: [report] }))).to.equal(
      undefined,
    );
  });

  it("misses a warning, and allows for further ones", () => {
    const slow = { level: "WARNING", message: "slow", exception: null };
    const late = { category: "ResourceWarning", message: "late" };
    const both = seen([], { logs: [slow], warnings: [late] });
    expect(differenceOf(both, both)).to.equal(undefined);
    expect(differenceOf(seen([]), both)).to.equal(undefined);
    expect(differenceOf(both, seen([], { logs: [slow] }))).to.deep.equal({
      channel: "warnings",
      at: 1,
      expected: "ResourceWarning",
      got: "(nothing)",
    });
  });

  it("names the first entry of the trace that differs", () => {
    const difference = differenceOf(seen(["a", "b"]), seen(["a"]));
    expect(difference).to.deep.equal({ channel: "trace", at: 1, expected: "b", got: "(nothing)" });
  });

  it("takes a hang and the end of the process for the outcome, whatever the trace was", () => {
    for (const outcome of ["hang", "crash"] as const) {
      const difference = differenceOf(seen(["a"]), seen([], { outcome }));
      expect(difference).to.include({ channel: "outcome", expected: "ok", got: outcome });
    }
  });

  it("compares kinds of reported errors, not messages", () => {
    const report = (message: string, exception: string) => ({
      handler: "h",
      keys: [],
      message,
      exception,
    });
    const one = seen([], { reports: [report("one", "AppError:x")] });
    expect(differenceOf(one, seen([], { reports: [report("two", "AppError:x")] }))).to.equal(
      undefined,
    );
    expect(differenceOf(one, seen([], { reports: [report("one", "OSError")] }))).to.include({
      channel: "reports",
    });
  });
});

describe("classAmong()", () => {
  const found = ["entry -> (nothing) | stop", "logs: missing", "entry -> entry | close nested"];

  it("knows what needs more of the language than a class that was found", () => {
    expect(classAmong("entry -> (nothing) | cancel stop", found)).to.equal(found[0]);
    expect(classAmong("logs: missing", found)).to.equal("logs: missing");
  });

  it("keeps apart what differs in another kind of thing, or needs less", () => {
    for (const key of ["entry -> entry | stop", "entry -> entry | close", "logs: unexpected"])
      expect(classAmong(key, found), key).to.equal(undefined);
  });
});

describe("keyOf()", () => {
  const missing = { channel: "trace", at: 1, expected: "end", got: "(nothing)" } as const;
  const fns = { other: peer({ op: "listen" }, { op: "accept" }, { op: "receive_end" }) };
  const program: Program = {
    fns,
    main: [
      { op: "peer", fn: "other", as: "peer" },
      do_({ m: "sock_connect", args: [{ make: "socket" }] }),
      do_({ m: "close", on: variable("socket") }),
    ],
  };

  it("is of what a program does with its channels, not of what it needs to have them", () => {
    expect(keyOf(program, missing, "ok")).to.equal("entry -> (nothing) | sock_connect");
  });

  it("names what the program raised where its entries are missing", () => {
    const key = keyOf(program, missing, "raised OSError");
    expect(key).to.equal("entry -> raised OSError | sock_connect");
    const other = { ...missing, got: "else" };
    expect(keyOf(program, other, "raised OSError")).to.equal("entry -> entry | sock_connect");
  });

  it("keeps what is all that the program has", () => {
    const closing: Program = { fns: {}, main: [do_({ m: "close" })] };
    expect(keyOf(closing, missing, "ok")).to.equal("entry -> (nothing) | close");
  });
});

describe("shapeOf() and familyOf()", () => {
  it("do without names and numbers of the program", () => {
    const a = differenceOf(seen(["result4=None"]), seen(["!RuntimeError"]));
    const b = differenceOf(seen(["x", "result9=None"]), seen(["x", "!RuntimeError"]));
    if (a === undefined || b === undefined) throw new Error("both differ");
    expect(shapeOf(a)).to.equal(shapeOf(b));
    expect(familyOf(a)).to.equal("entry -> !RuntimeError");
  });
});
