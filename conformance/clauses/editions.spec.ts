import { expect } from "chai";
import {
  compareEditions,
  describeEditions,
  EDITIONS,
  EditionError,
  holdsIn,
  isEdition,
  NEWEST_EDITION,
  unknownEdition,
} from "./editions.ts";
import type { Edition } from "./types.ts";

type Row = readonly [since: Edition | "", until: Edition | "", edition: string, holds: boolean];

// The table names the bound that decides; "" is an absent bound.
const HOLDS: readonly Row[] = [
  ["", "", "3.8", true],
  ["", "", "3.14.2", true],
  ["3.12", "", "3.11", false],
  ["3.12", "", "3.11.99", false],
  ["3.12", "", "3.12.0", true],
  ["3.12", "", "3.12", true],
  ["3.12", "", "3.13.1", true],
  ["3.12.1", "", "3.12.0", false],
  ["3.12.1", "", "3.12.1", true],
  ["3.12.1", "", "3.12.10", true],
  ["3.12.1", "", "3.12", true],
  ["3.12.1", "", "3.11", false],
  ["3.12.1", "", "3.13", true],
  ["3.12.10", "", "3.12.9", false],
  ["", "3.10", "3.10", true],
  ["", "3.10", "3.10.0", true],
  ["", "3.10", "3.10.19", true],
  ["", "3.10", "3.11.0", false],
  ["", "3.10", "3.9", true],
  ["", "3.9", "3.10", false],
  ["", "3.12.0", "3.12.0", true],
  ["", "3.12.0", "3.12.1", false],
  ["", "3.12.0", "3.12", false],
  ["3.10.9", "3.10", "3.10.8", false],
  ["3.10.9", "3.10", "3.10.13", true],
  ["3.10.9", "3.10", "3.10", true],
  ["3.10.9", "3.10", "3.11.0", false],
  ["3.14", "", "3.13.7", false],
  ["", "3.13", "4.0", false],
  ["3.8", "", "2.7.18", false],
];

const bounds = (since: Edition | "", until: Edition | "") => ({
  ...(since === "" ? {} : { since }),
  ...(until === "" ? {} : { until }),
});

describe("holdsIn", () => {
  for (const [since, until, edition, holds] of HOLDS) {
    const span = `${since || "ever"} to ${until || "now"}`;
    it(`a clause of ${span} ${holds ? "holds" : "does not hold"} in ${edition}`, () => {
      expect(holdsIn(bounds(since, until), edition)).to.equal(holds);
    });
  }

  it("gives each edition exactly one of two clauses that meet inside a series", () => {
    for (const edition of [...EDITIONS, "3.12.0", "3.12.1", "3.12.2"]) {
      const older = holdsIn({ until: "3.12.0" }, edition);
      const newer = holdsIn({ since: "3.12.1" }, edition);
      expect([older, newer], edition).to.have.members([true, false]);
    }
  });

  for (const wrong of [
    "",
    "3",
    "3.x",
    "3.12.",
    "v3.12",
    "3.12.1.0",
    "3.13.0rc1",
    " 3.12",
    "-3.1",
  ]) {
    it(`refuses ${JSON.stringify(wrong)} as an edition`, () => {
      expect(isEdition(wrong)).to.equal(false);
      expect(() => holdsIn({}, wrong)).to.throw(EditionError, JSON.stringify(wrong));
    });
  }
});

describe("compareEditions", () => {
  const ordered = [
    "2.7.18",
    "3.8.0",
    "3.8.2",
    "3.8.10",
    "3.8",
    "3.9.1",
    "3.9",
    "3.10",
    "3.14",
    "4.0",
  ];

  it("orders by number, and a series after its patch releases", () => {
    expect([...ordered].reverse().sort(compareEditions)).to.deep.equal(ordered);
  });

  it("finds only the same edition equal", () => {
    for (const a of ordered) {
      const equal = ordered.filter((b) => compareEditions(a, b) === 0);
      expect(equal).to.deep.equal([a]);
    }
  });

  it("refuses what is no edition, on either side", () => {
    expect(() => compareEditions("3.8", "latest")).to.throw(EditionError, '"latest"');
    expect(() => compareEditions("latest", "3.8")).to.throw(EditionError, '"latest"');
  });

  it("keeps EDITIONS in order, with code and hint on the error", () => {
    expect([...EDITIONS].sort(compareEditions)).to.deep.equal([...EDITIONS]);
    expect(new EditionError("x")).to.include({ code: "BAD_EDITION", name: "EditionError" });
    expect(new EditionError("x").hint).to.match(/X\.Y/);
  });
});

describe("a clause that was taken back for a while", () => {
  // 3.13.3 passed a task's name on to the factory, 3.13.4 took that back, 3.14 passes it on again.
  const passedOn = { since: "3.13.3", except: [{ since: "3.13.4", until: "3.13" }] } as const;
  const applied = { until: "3.13", except: [{ since: "3.13.3", until: "3.13.3" }] } as const;

  for (const [edition, holds] of [
    ["3.13.2", false],
    ["3.13.3", true],
    ["3.13.4", false],
    ["3.13.18", false],
    ["3.13", false],
    ["3.14.0", true],
    ["3.14", true],
    ["3.15.2", true],
  ] as const) {
    it(`${holds ? "holds" : "does not hold"} in ${edition}, and its opposite is the reverse`, () => {
      expect(holdsIn(passedOn, edition)).to.equal(holds);
      expect(holdsIn(applied, edition)).to.equal(!holds);
    });
  }

  for (const [bounds, words] of [
    [{}, "all editions"],
    [{ since: "3.9" }, "since 3.9"],
    [{ since: "3.9", until: "3.12.1" }, "3.9 to 3.12.1"],
    [passedOn, "since 3.13.3, except 3.13.4 to 3.13"],
    [applied, "until 3.13, except 3.13.3"],
  ] as const) {
    it(`is described as ${words}`, () => {
      expect(describeEditions(bounds)).to.equal(words);
    });
  }
});

describe("unknownEdition", () => {
  for (const known of [...EDITIONS, "3.15.99", "3.8.0", "2.7.18"]) {
    it(`has nothing to say of ${known}`, () => {
      expect(unknownEdition(known)).to.equal(undefined);
    });
  }

  for (const newer of ["3.16", "3.16.0", "4.0"]) {
    it(`says of ${newer} where the catalogue ends`, () => {
      expect(unknownEdition(newer)).to.include(newer).and.to.include(`ends at ${NEWEST_EDITION}`);
    });
  }
});
