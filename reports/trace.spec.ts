import { expect } from "chai";
import { channelLines, diffTraces, traceLines } from "./trace.ts";

/** `=a` for the same, `-a` for missing, `+a` for extra. */
function marks(expected: unknown[], observed: unknown[]): string[] {
  const sign = { same: "=", missing: "-", extra: "+" };
  return diffTraces({ trace: expected }, { trace: observed }).map((l) => sign[l.mark] + l.text);
}

describe("comparison of traces", () => {
  const TABLE: [what: string, expected: unknown[], observed: unknown[], lines: string[]][] = [
    ["equal traces", ["a", "b"], ["a", "b"], ["=a", "=b"]],
    ["a missing entry", ["a", "b"], ["a"], ["=a", "-b"]],
    ["an extra entry", ["a"], ["a", "b"], ["=a", "+b"]],
    ["swapped entries", ["a", "b", "c"], ["a", "c", "b"], ["=a", "-b", "=c", "+b"]],
    [
      "a group in another order",
      [{ any_order: ["a", "b"] }, "c"],
      ["b", "a", "c"],
      ["=b", "=a", "=c"],
    ],
    [
      "a group with inner order",
      [{ any_order: [["a", "b"], "c"] }],
      ["c", "a", "b"],
      ["=c", "=a", "=b"],
    ],
    ["a group that lacks one", [{ any_order: ["a", "b"] }], ["b"], ["=b", "-a"]],
    [
      "a group twice",
      [{ any_order: ["a", "b"] }, { any_order: ["a", "b"] }],
      ["a", "b", "b", "a"],
      ["=a", "=b", "=b", "=a"],
    ],
    [
      "sequences that mix",
      [
        {
          interleave: [
            ["a", "b"],
            ["x", "y"],
          ],
        },
      ],
      ["x", "a", "y", "b"],
      ["=x", "=a", "=y", "=b"],
    ],
    ["the alternative that fits", [{ one_of: [["a"], ["b", "c"]] }], ["b", "c"], ["=b", "=c"]],
    ["an optional entry", [{ one_of: [["a"], []] }, "b"], ["b"], ["=b"]],
    ["entries that are no strings", [{ x: 1 }, null], [{ x: 1 }], ['={"x":1}', "-null"]],
  ];
  for (const [what, expected, observed, lines] of TABLE) {
    it(`shows ${what}`, () => expect(marks(expected, observed)).to.deep.equal(lines));
  }

  it("keeps the order within a sequence that was observed in another", () => {
    expect(marks([{ interleave: [["a", "b"], ["x"]] }], ["b", "x", "a"])).to.deep.equal([
      "+b",
      "=x",
      "=a",
      "-b",
    ]);
  });

  it("says how free a place is", () => {
    const lines = traceLines({
      trace: ["a", { any_order: ["b"] }, { interleave: [["c"]] }, { one_of: [["d"], []] }],
    });
    expect(lines.map((line) => line.note)).to.deep.equal([
      undefined,
      "any order",
      "interleaved",
      "one of 2",
    ]);
  });

  it("bounds its work on traces that have nothing in common, and says what it leaves out", () => {
    const many = (letter: string) => Array.from({ length: 50_000 }, (_, i) => `${letter}${i}`);
    const lines = diffTraces({ trace: many("a") }, { trace: many("b") });
    // 200 and a count on each side, and the count of what is not even looked at.
    expect(lines).to.have.length(403);
    expect(lines.at(-2)).to.deep.equal({ mark: "extra", text: "… 4800 more entries" });
    expect(lines.at(-1)!.text).to.equal("… 45000 more entries");
  });

  it("aligns what lies between a long common beginning and a long common end", () => {
    const same = Array.from({ length: 1000 }, (_, i) => `same ${i}`);
    const lines = diffTraces(
      { trace: [...same, "a", ...same] },
      { trace: [...same, "b", ...same] },
    );
    expect(lines.filter((line) => line.mark !== "same")).to.deep.equal([
      { mark: "missing", text: "a" },
      { mark: "extra", text: "b" },
    ]);
    expect(lines).to.have.length(2002);
  });
});

describe("channels beside the trace", () => {
  it("sets metrics beside the bounds that they must keep, and leaves out what is empty", () => {
    expect(
      channelLines({
        expected: { trace: [], bounds: { dt: [0, 1] }, polls: [0] } as object,
        observed: {
          outcome: "ok",
          trace: ["x"],
          metrics: { dt: 2 },
          polls: [0],
          logs: [],
        } as object,
      }),
    ).to.deep.equal([
      { channel: "outcome", expected: "ok", observed: "ok" },
      { channel: "bounds", expected: '{"dt":[0,1]}', observed: '{"dt":2}' },
      { channel: "polls", expected: "[0]", observed: "[0]" },
    ]);
  });

  it("shows metrics alone where nothing bounds them", () => {
    expect(channelLines({ observed: { metrics: { dt: 2 } } as object })).to.deep.equal([
      { channel: "metrics", observed: '{"dt":2}' },
    ]);
  });
});
