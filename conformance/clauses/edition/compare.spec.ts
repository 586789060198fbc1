import { expect } from "chai";
import { differences } from "./compare.ts";
import type { EditionList } from "./list.ts";
import { pageFacts } from "./page.ts";
import { type FixtureEntry, fixturePage } from "./testing/fixture.ts";

const listOf = (entries: readonly FixtureEntry[]): EditionList => ({
  edition: "3.20",
  release: "3.20.1",
  pages: { "library/asyncio-eventloop": pageFacts(fixturePage("3.20.1", "Turning", entries)) },
});
const STOP = { anchor: "asyncio.loop.stop", paragraphs: ["Halts."] };
const TURN = { anchor: "asyncio.loop.turn", paragraphs: ["Turns."] };
const place = (anchor: string) => `library/asyncio-eventloop#${anchor}`;

describe("differences between editions", () => {
  it("are none where nothing changed", () => {
    expect(differences(listOf([STOP, TURN]), listOf([STOP, TURN]))).to.eql([]);
  });

  it("name what is new, gone or changed, its version notes and its clauses", () => {
    const noted = { ...STOP, notes: ["Changed in version 3.20: Halts sooner."] };
    const found = differences(listOf([STOP]), listOf([noted, TURN]));
    expect(found.map(({ kind, place, notes }) => ({ kind, place, notes }))).to.deep.equal([
      { kind: "changed", place: place(STOP.anchor), notes: ["+ changed 3.20"] },
      { kind: "new", place: place(TURN.anchor), notes: [] },
    ]);
    expect(found[0]?.clauses).to.include("stop.ends-run");
    expect(found[1]?.clauses).to.eql([]);
    const [gone] = differences(listOf([STOP, TURN]), listOf([STOP]));
    expect(gone).to.deep.include({ kind: "gone", place: place(TURN.anchor) });
  });
});
