import { expect } from "chai";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { fakeCase } from "../execution/processes/testing/fake.ts";
import type { Case } from "../language/case.ts";
import { Track } from "./track.ts";

/** The order in which as many lanes as there are cases take them. */
function takenAtOnce(cases: readonly Case[]): readonly (string | undefined)[] {
  const track = new Track(parseImplementation("reference", { python: "python3" }), cases.length);
  track.queue = [...cases];
  const taken = cases.map(() => track.next());
  for (const each of taken) each?.done();
  return taken.map((each) => each?.kase.id);
}

describe("Track", () => {
  it("leaves cases about a clause that is under way until there are no others", () => {
    const other = fakeCase("other", { clauses: ["call-soon.passes-args"] });
    const ids = takenAtOnce([fakeCase("first"), fakeCase("same"), other]);
    expect(ids).to.deep.equal(["fake/first", "fake/other", "fake/same"]);
  });

  it("goes back to a clause when its case has been judged", () => {
    const track = new Track(parseImplementation("reference", { python: "python3" }), 3);
    const [first, same] = [fakeCase("first"), fakeCase("same")];
    track.queue = [first, same, fakeCase("other", { clauses: ["call-soon.passes-args"] })];
    track.next()?.done();
    track.release({ kase: first, verdict: "pass", ms: 1 });
    const next = track.next();
    next?.done();
    expect(next?.kase).to.equal(same);
  });
});
