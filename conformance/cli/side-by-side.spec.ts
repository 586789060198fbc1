import { expect } from "chai";
import { sideBySide } from "./side-by-side.ts";

describe("sideBySide", () => {
  it("marks what is missing and what is extra", () => {
    const rows = sideBySide(
      [
        { text: "a", mark: "same" },
        { text: "b", mark: "missing", note: "any order" },
        { text: "c", mark: "extra" },
      ],
      80,
    );
    expect(rows).to.deep.equal([
      "    expected       | observed",
      "  -----------------+---------------",
      "    a              | a",
      "  - b  (any order) |",
      "  +                | c",
    ]);
  });

  it("cuts entries that are wider than half of the terminal", () => {
    const rows = sideBySide([{ text: "x".repeat(300), mark: "same" }], 60);
    for (const row of rows) expect(row.length).to.be.at.most(60);
    expect(rows[2]).to.include("…");
  });

  it("counts what is left out of a long run", () => {
    const rows = sideBySide(
      Array.from(
        { length: 1000 },
        (_, index) => ({ text: `a(${index})`, mark: "missing" }) as const,
      ),
      80,
    );
    expect(rows.length).to.be.below(30);
    expect(rows.join("\n")).to.include("… 984 more entries");
    expect(rows.at(-1)).to.include("a(999)");
  });
});
