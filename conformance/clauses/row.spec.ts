import { expect } from "chai";
import { advice, disputed, info, may, must, pending, should, untestable } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ChapterTable, ClauseTable } from "./types.ts";

const source = seed("stop", 1);

describe("rows", () => {
  it("get level, basis and cases from the helper and the source", () => {
    const says = "It stops.";
    expect(must(source, says)).to.deep.equal({
      level: "MUST",
      basis: "chapter",
      source,
      says,
      status: "cases",
    });
    expect(should(docs("asyncio.run()", 1), says)).to.include({ level: "SHOULD", basis: "docs" });
    expect(may(observed("loop.stop()"), says)).to.include({ level: "MAY", basis: "observed" });
    expect(info(source, says)).to.include({ level: "INFO", basis: "chapter" });
  });

  it("keep their editions", () => {
    const row = must(source, "It stops.", { since: "3.9", until: "3.12.1" });
    expect(row).to.include({ since: "3.9", until: "3.12.1" });
  });

  for (const [wrap, status] of [
    [untestable, "untestable"],
    [advice, "advice"],
    [disputed, "disputed"],
  ] as const) {
    it(`become ${status} with a reason and keep the rest`, () => {
      const row = must(source, "It stops.");
      expect(wrap(row, "Because.")).to.deep.equal({ ...row, status, why: "Because." });
    });
  }

  it("may be pending in the rest of the chapter, and not in its core", () => {
    const row = pending(must(source, "It stops."));
    const chapter = { "stop.x": row } satisfies ChapterTable;
    // @ts-expect-error a heading of the core has cases or a reason
    const wrong = { "stop.x": row } satisfies ClauseTable;
    expect(chapter["stop.x"].status).to.equal("pending");
    expect(wrong["stop.x"].why).to.match(/^No case/);
  });
});
