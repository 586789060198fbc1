import { expect } from "chai";
import type { TraceItem } from "../language/case.ts";
import { matchTrace } from "./trace-match.ts";

const rows: readonly [string, readonly TraceItem[], string, string][] = [
  ["an exact trace", ["a", "b"], "a b", ""],
  ["a wrong entry", ["a", "b"], "a c", "1: `b`, got c"],
  ["a missing entry", ["a", "b"], "a", "1: `b`, got undefined"],
  ["an entry too many", ["a"], "a b", "1: the end of the trace, got b"],
  ["any order", [{ any_order: ["a", "b", "c"] }, "d"], "c a b d", ""],
  [
    "any order with one missing",
    [{ any_order: ["a", "b"] }],
    "b",
    "1: the rest, in any order, of `a` | `b`, got undefined",
  ],
  [
    "any order with one twice",
    [{ any_order: ["a", "b"] }],
    "a a",
    "1: the rest, in any order, of `a` | `b`, got a",
  ],
  [
    "groups that stay together",
    [
      {
        any_order: [
          ["a", "b"],
          ["c", "d"],
        ],
      },
    ],
    "c d a b",
    "",
  ],
  [
    "a group torn apart",
    [
      {
        any_order: [
          ["a", "b"],
          ["c", "d"],
        ],
      },
    ],
    "a c b d",
    "1: the rest, in any order, of `a, b` | `c, d`, got c",
  ],
  [
    "groups with a common beginning",
    [
      {
        any_order: [
          ["a", "b"],
          ["a", "c"],
        ],
      },
    ],
    "a c a b",
    "",
  ],
  [
    "interleaved sequences",
    [
      {
        interleave: [
          ["a", "b"],
          ["x", "y"],
        ],
      },
    ],
    "a x y b",
    "",
  ],
  [
    "an interleaved sequence out of order",
    [
      {
        interleave: [
          ["a", "b"],
          ["x", "y"],
        ],
      },
    ],
    "b a x y",
    "0: the rest, interleaved, of `a, b` | `x, y`, got b",
  ],
  [
    "interleaving with equal entries",
    [
      {
        interleave: [
          ["a", "b"],
          ["a", "c"],
        ],
      },
    ],
    "a a c b",
    "",
  ],
  ["one of two sequences", [{ one_of: [["a"], ["b", "c"]] }, "d"], "b c d", ""],
  ["an optional item", [{ one_of: [[], ["a"]] }, "b"], "b", ""],
  ["none of the alternatives", [{ one_of: [["a"], ["b"]] }], "c", "0: `a`, got c"],
  ["alternatives of different length", [{ one_of: [["a"], ["a", "a"]] }, "a", "b"], "a a a b", ""],
  ["nested items in an alternative", [{ one_of: [[{ any_order: ["a", "b"] }], ["c"]] }], "b a", ""],
];

describe("matchTrace", () => {
  for (const [what, expected, observed, fault] of rows) {
    it(`${fault === "" ? "accepts" : "refuses"} ${what}`, () => {
      const mismatch = matchTrace(expected, observed === "" ? [] : observed.split(" "));
      const said = mismatch && `${mismatch.at}: ${mismatch.expected}, got ${mismatch.got}`;
      expect(said ?? "").to.equal(fault);
    });
  }

  it("accepts the empty trace where nothing is expected", () => {
    expect(matchTrace([], [])).to.equal(undefined);
  });

  it("follows sequences that share all their entries", () => {
    const sequence = Array.from({ length: 200 }, () => "x");
    const twice = [...sequence, ...sequence];
    expect(matchTrace([{ interleave: [sequence, sequence] }], twice)).to.equal(undefined);
    expect(matchTrace([{ any_order: sequence }], sequence)).to.equal(undefined);
  });
});
