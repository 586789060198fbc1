import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { chapterTable, codeOfReference, HeadingWithoutCodeError } from "./chapter-table.ts";
import { citingCode } from "./citing-code.ts";

describe("citingCode", () => {
  const SOURCE = `/**
 * @clause call-soon.fifo  one
 * @clause call-soon.once
 */
export function free(): void {}

export class Box<T> extends Other {
  /** Cites none. */
  plain(): void {}

  /** @clause stop.ends-run */
  // reason
  override *method<U>(
    value: U,
  ): void {}
}

/** @clause close.idempotent */
export const value = 1;
`;

  it("finds the declaration below each docstring that cites a clause", () => {
    expect(citingCode(SOURCE, "x.ts")).to.deep.equal([
      { clause: "call-soon.fifo", file: "x.ts", line: 5, symbol: "free()" },
      { clause: "call-soon.once", file: "x.ts", line: 5, symbol: "free()" },
      { clause: "stop.ends-run", file: "x.ts", line: 13, symbol: "Box.method()" },
      { clause: "close.idempotent", file: "x.ts", line: 19, symbol: "value" },
    ]);
  });
});

describe("chapterTable", () => {
  const code = codeOfReference();

  it("is up to date in reference/CHAPTER.md; `npm run build` makes it anew", () => {
    const checkedIn = readFileSync(join(packageRoot, "reference/CHAPTER.md"), "utf8");
    expect(checkedIn.split("\n")).to.deep.equal(chapterTable(code).split("\n"));
  });

  it("leads to lines that declare what they are said to", () => {
    const wrong = code.filter(({ file, line, symbol }) => {
      const text = readFileSync(join(packageRoot, "reference", file), "utf8").split("\n")[line - 1];
      const name = /(\w+)(?:\(\))?$/.exec(symbol)?.[1] ?? "";
      return name === "" || text?.includes(name) !== true;
    });
    expect(wrong).to.deep.equal([]);
    const stop = code.find(({ clause }) => clause === "stop.ends-run");
    expect(stop).to.include({ file: "loop/running.ts", symbol: "Running.stop()" });
  });

  it("takes the most cited place of a heading first", () => {
    const row = chapterTable(code)
      .split("\n")
      .find((line) => line.startsWith("| loop.run_forever() |"));
    expect(row).to.match(
      /^\| loop\.run_forever\(\) \| \[`Running\.runForever\(\)` loop\/running\.ts:\d+\]/,
    );
  });

  it("is refused when a heading leads nowhere", () => {
    const without = code.filter(({ clause }) => !clause.startsWith("is-closed."));
    expect(() => chapterTable(without)).to.throw(
      HeadingWithoutCodeError,
      "Nothing in reference/ cites a clause of: loop.is_closed()",
    );
  });
});
