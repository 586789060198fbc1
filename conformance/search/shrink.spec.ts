import { expect } from "chai";
import { callback, callbackWith, log, try_ } from "../language/build.ts";
import type { Program } from "../language/case.ts";
import {
  callAt,
  callSoonThreadsafe,
  createFuture,
  runForever,
  stop,
} from "../language/loop-methods.ts";
import { pruned } from "./prune.ts";
import { shrink } from "./shrink.ts";
import { tidied } from "./tidy.ts";

const mentions = (text: string) => async (program: Program) =>
  JSON.stringify(program).includes(text);
const LIMITS = { attempts: 500, over: () => false };

describe("shrink()", () => {
  const program: Program = {
    fns: {
      a: callbackWith(["x"], try_(stop(), log("in"))),
      b: callback(log("b")),
    },
    main: [
      createFuture("f"),
      callAt(1, "a", [3], { as: "h" }),
      callSoonThreadsafe("b"),
      try_(runForever()),
      log("end"),
    ],
  };

  it("takes away everything that the finding does not need", async () => {
    const { program: small, complete } = await shrink(program, mentions('"stop"'), LIMITS);
    expect(complete).to.equal(true);
    expect(small).to.deep.equal({
      fns: { a: { kind: "callback", body: [stop()] } },
      main: [{ op: "do", what: { m: "call_soon", args: [{ fn: "a" }] }, as: "h" }],
    });
  });

  it("puts weaker calls in the place of stronger ones", async () => {
    const { program: small } = await shrink(program, mentions('"b"'), LIMITS);
    expect(JSON.stringify(small)).not.to.include("call_soon_threadsafe");
  });

  it("stops where its limits are, with the best so far", async () => {
    const { attempts, complete } = await shrink(program, mentions('"stop"'), {
      ...LIMITS,
      attempts: 3,
    });
    expect(attempts).to.equal(3);
    expect(complete).to.equal(false);
  });

  it("keeps the program where nothing smaller shows it", async () => {
    const { program: same } = await shrink(program, async () => false, LIMITS);
    expect(same).to.equal(program);
  });
});

describe("pruned()", () => {
  it("drops what mentions a name or a function that is gone, and functions that nothing mentions", () => {
    const program: Program = {
      fns: { a: callback(), lost: callback() },
      main: [
        { op: "do", what: { m: "cancel", on: { $: "gone" } } },
        { op: "do", what: { m: "call_soon", args: [{ fn: "gone" }] } },
        { op: "do", what: { m: "call_soon", args: [{ fn: "a" }] } },
      ],
    };
    expect(pruned(program)).to.deep.equal({
      fns: { a: callback() },
      main: [{ op: "do", what: { m: "call_soon", args: [{ fn: "a" }] } }],
    });
  });
});

describe("tidied()", () => {
  it("numbers names anew, everywhere that they stand", () => {
    const program: Program = {
      fns: { call7: callbackWith(["x3"], log("step9", { $: "x3" })) },
      main: [
        { op: "do", what: { m: "call_soon", args: [{ fn: "call7" }, 1] }, as: "handle4" },
        { op: "do", what: { m: "cancel", on: { $: "handle4" } }, show: "cancel12" },
      ],
    };
    expect(tidied(program)).to.deep.equal({
      fns: { call: callbackWith(["x"], log("step", { $: "x" })) },
      main: [
        { op: "do", what: { m: "call_soon", args: [{ fn: "call" }, 1] }, as: "handle" },
        { op: "do", what: { m: "cancel", on: { $: "handle" } }, show: "cancel" },
      ],
    });
  });
});
