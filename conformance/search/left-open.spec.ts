import { expect } from "chai";
import { isClauseId } from "../clauses/index.ts";
import { LEFT_OPEN } from "./left-open.ts";

describe("what the documentation leaves open", () => {
  it("names a clause of the catalogue, or says that there is no text", () => {
    const named = LEFT_OPEN.map(({ by }) => by).filter((by) => by !== "no text");
    expect(named.filter((by) => !isClauseId(by))).to.deep.equal([]);
    expect(named).to.include("call-later.zero-vs-call-soon-order");
  });
});
