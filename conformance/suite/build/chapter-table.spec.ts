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
  ): void {
    // @clause close.sets-closed @clause close.returns-none
    shut(value); // @clause stop.returns-none  reason
  }
}

/** @clause close.idempotent */
export const value = 1;
`;

  it("finds the declaration below each docstring that cites a clause", () => {
    expect(citingCode(SOURCE, "x.ts")).to.deep.equal([
      { clause: "call-soon.fifo", file: "x.ts", line: 5, symbol: "free()" },
      { clause: "call-soon.once", file: "x.ts", line: 5, symbol: "free()" },
      { clause: "stop.ends-run", file: "x.ts", line: 13, symbol: "Box.method()" },
      { clause: "close.sets-closed", file: "x.ts", line: 16, symbol: "Box.method()" },
      { clause: "close.returns-none", file: "x.ts", line: 16, symbol: "Box.method()" },
      { clause: "stop.returns-none", file: "x.ts", line: 17, symbol: "Box.method()" },
      { clause: "close.idempotent", file: "x.ts", line: 22, symbol: "value" },
    ]);
  });
});

describe("chapterTable", () => {
  const code = codeOfReference();

  it("is up to date in reference/CHAPTER.md; `npm run build` makes it anew", () => {
    const checkedIn = readFileSync(join(packageRoot, "reference/CHAPTER.md"), "utf8");
    expect(checkedIn.split("\n")).to.deep.equal(chapterTable(code).split("\n"));
  });

  it("leads to lines that declare what they are said to, or name the clause", () => {
    const wrong = code.filter(({ clause, file, line, symbol }) => {
      const lines = readFileSync(join(packageRoot, "reference", file), "utf8").split("\n");
      const text = lines[line - 1] ?? "";
      const name = /(\w+)(?:\(\))?$/.exec(symbol)?.[1] ?? "";
      return name === "" || !(text.includes(name) || text.includes(`@clause ${clause}`));
    });
    expect(wrong).to.deep.equal([]);
    const stop = code.find(({ clause }) => clause === "stop.ends-run");
    expect(stop).to.include({ file: "loop/event-loop.ts", symbol: "EventLoop.stop()" });
    const closed = code.find(({ clause }) => clause === "run-forever.closed-loop-rejected");
    expect(closed).to.include({ file: "loop/running.ts", symbol: "Running.checkRunnable()" });
  });

  it("takes a heading's method first, and then each other place once", () => {
    const row = chapterTable(code)
      .split("\n")
      .find((line) => line.startsWith("| loop.run_forever() |"));
    expect(row).to.match(
      /^\| loop\.run_forever\(\) \| \[`EventLoop\.runForever\(\)` loop\/event-loop\.ts:\d+\]/,
    );
    const symbols = [...(row ?? "").matchAll(/`([^`]+)` [\w/-]+\.ts/g)].map(([place]) => place);
    expect(symbols).to.deep.equal([...new Set(symbols)]);
  });

  it("is refused when a heading leads nowhere", () => {
    const without = code.filter(({ clause }) => !clause.startsWith("is-closed."));
    expect(() => chapterTable(without)).to.throw(
      HeadingWithoutCodeError,
      "Nothing in reference/ cites a clause of: loop.is_closed()",
    );
  });
});
