import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { keptLists, LISTS } from "./edition/kept.ts";
import type { EditionList } from "./edition/list.ts";
import { allClauses, type Clause, holdsIn } from "./index.ts";
import { isProposal, placeIn } from "./place.ts";

const lists = keptLists();

const proposals: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(join(packageRoot, LISTS, "proposals.json"), "utf8"),
);

/** The place of a clause's sentence in an edition, and the page that it is on. */
function place({ edition, pages }: EditionList, { source }: Clause) {
  const { page, anchor } = placeIn(source, edition);
  return { page: pages[page], found: pages[page]?.anchors[anchor] };
}

/** The clauses whose sentence the pages of a list have. */
const clausesOf = ({ edition, release }: EditionList) =>
  allClauses.filter(
    ({ source, ...clause }) =>
      !isProposal(source.page) &&
      (source.edition === undefined ? holdsIn(clause, release) : source.edition === edition),
  );

const named = ({ id, source }: Clause) => `${id}: ${source.page}#${source.anchor}`;

describe("the anchor of every clause", () => {
  it("is looked up in the pages of several editions", () => {
    expect(lists.map(({ edition }) => edition)).to.eql(["3.9", "3.11", "3.13", "3.14", "3.15"]);
  });

  for (const list of lists) {
    it(`is one of the pages of ${list.release}, if the clause holds there`, () => {
      const clauses = clausesOf(list);
      expect(clauses.length).to.be.greaterThan(400);
      expect(clauses.filter((clause) => place(list, clause).found === undefined).map(named)).to.eql(
        [],
      );
    });

    it(`stands under the heading that the clause names, in ${list.release}`, () => {
      const wrong = clausesOf(list).filter((clause) => {
        const { page, found } = place(list, clause);
        if (found === undefined || found.kind === "label") return false;
        const section = found.kind === "entry" ? page?.anchors[found.under ?? ""] : found;
        // Two headings of the page are set as rubrics, which have no anchor; and what has moved has
        // another heading.
        if (section?.heading?.toLowerCase() === "event loop") return false;
        if (placeIn(clause.source, list.edition).page !== clause.source.page) return false;
        return (
          section?.heading?.toLowerCase().endsWith(clause.source.heading.toLowerCase()) !== true
        );
      });
      expect(wrong.map(named)).to.eql([]);
    });
  }

  it("has as many sentences as the clause counts, in the newest edition that has it", () => {
    const having = lists.map((list) => ({ list, clauses: new Set(clausesOf(list)) }));
    const wrong = allClauses.filter((clause) => {
      const list = having.findLast(({ clauses }) => clauses.has(clause))?.list;
      const { sentence } = clause.source;
      if (list === undefined || typeof sentence === "string") return false;
      return sentence < 1 || sentence > (place(list, clause).found?.sentences ?? 0);
    });
    expect(wrong.map(named)).to.eql([]);
  });

  it("of a proposal is a section of it", () => {
    const cited = allClauses.filter(({ source }) => isProposal(source.page));
    expect(cited).to.have.length.greaterThan(0);
    const wrong = cited.filter(
      ({ source: { page, anchor } }) => !proposals[page]?.includes(anchor),
    );
    expect(wrong.map(named)).to.eql([]);
  });
});
