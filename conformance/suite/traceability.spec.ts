import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allCases } from "../cases/index.ts";
import { allClauses } from "../clauses/index.ts";
import { citationsIn, untraced } from "./traceability.ts";

/** Every TypeScript source below a folder, without specs. */
function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".spec.ts"))
    .map((path) => `${folder}/${path}`);
}
const citations = sourcesIn("reference").flatMap((file) =>
  citationsIn(readFileSync(join(packageRoot, file), "utf8"), file),
);

describe("traceability", () => {
  it("leaves no clause, case or citation untraced", () => {
    expect(citations).to.not.have.lengthOf(0);
    expect(untraced(allClauses, allCases, citations)).to.deep.equal([]);
  });

  it("notices a clause that loses its last case", () => {
    const without = allCases.filter(({ clauses }) => clauses[0] !== "close.idempotent");
    expect(without.length).to.be.below(allCases.length);
    expect(untraced(allClauses, without, citations)).to.have.lengthOf(1);
    expect(untraced(allClauses, without, citations)[0]).to.include("close.idempotent");
  });

  it("notices a case about a clause that is not judged", () => {
    const [kase] = allCases;
    const about = { ...kase!, clauses: ["preface.high-level-first"] as const };
    expect(untraced(allClauses, [...allCases, about], citations).join()).to.include(
      "is `advice` and has cases",
    );
  });

  it("notices a citation of a clause that does not exist", () => {
    const wrong = citationsIn("/** @clause call-soon.lifo  reminder */", "reference/x.ts");
    expect(untraced(allClauses, allCases, [...citations, ...wrong])).to.deep.equal([
      "reference/x.ts:1: @clause call-soon.lifo names no clause",
    ]);
  });

  it("notices a promise of the core that the reference loop does not cite", () => {
    const without = citations.filter(({ clause }) => clause !== "call-soon.fifo");
    expect(untraced(allClauses, allCases, without)).to.deep.equal([
      "reference/: no public symbol cites call-soon.fifo",
    ]);
  });
});
