// Who may import whom: read by the boundary rules, and held against the table in ARCHITECTURE.md by a test.

/** The rooms of conformance/ and the rooms that each may import, also for types. */
const ROOMS = {
  clauses: [],
  language: ["clauses"],
  cases: ["clauses", "language"],
  execution: ["language"],
  judge: ["clauses", "language"],
  suite: ["clauses", "language", "cases", "execution", "judge"],
  search: ["clauses", "language", "execution", "judge", "suite"],
  atlas: ["clauses", "cases", "suite"],
  "testing-the-suite": ["clauses", "language", "cases", "execution", "judge", "suite"],
  cli: [
    "clauses",
    "language",
    "cases",
    "execution",
    "judge",
    "suite",
    "search",
    "testing-the-suite",
  ],
};

/** Who may import the public face of another part. */
const FACES = {
  reference: [
    "conformance/execution/adapters/reference",
    "conformance/execution/peers/encrypted",
    "conformance/search/oracle",
    "conformance/testing-the-suite/mutation/harness/",
  ],
  reports: ["conformance/suite/", "conformance/cli/", "conformance/search/", "conformance/atlas/"],
};

module.exports = { ROOMS, FACES };
