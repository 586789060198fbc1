import { CLAUSE, type Fixtures } from "./draft.ts";

export const HEADING_FIXTURES = {
  id: [
    { says: "capitals", good: { id: "a-b/c.d-1" }, bad: { id: "Area/slug" }, path: "id" },
    { says: "no area", good: {}, bad: { id: "slug" }, path: "id" },
  ],
  title: [
    { says: "a full stop", good: { title: "it runs" }, bad: { title: "it runs." }, path: "title" },
    { says: "a wish", good: {}, bad: { title: "it should run" }, path: "title" },
    { says: "nothing", good: {}, bad: { title: "" }, path: "title" },
    { says: "two lines", good: {}, bad: { title: "it\nruns" }, path: "title" },
  ],
  timeout: [
    { says: "too short", good: { timeout: 2 }, bad: { timeout: 0.1 }, path: "timeout" },
    { says: "too long", good: { timeout: 60 }, bad: { timeout: 3600 }, path: "timeout" },
  ],
  clause: [
    { says: "none", good: {}, bad: { clauses: [] }, path: "clauses" },
    { says: "an unknown one", good: {}, bad: { clauses: ["no.such"] }, path: "clauses[0]" },
    {
      says: "advice",
      good: {},
      bad: { clauses: [CLAUSE, "preface.high-level-first"] },
      path: "clauses[1]",
    },
    { says: "one twice", good: {}, bad: { clauses: [CLAUSE, CLAUSE] }, path: "clauses[1]" },
    {
      says: "those of different editions",
      good: { clauses: [CLAUSE, "partial.arguments-hidden-outside-debug"] },
      bad: {
        clauses: ["partial.rendered-outside-debug", "partial.arguments-hidden-outside-debug"],
      },
      path: "clauses",
    },
  ],
} as const satisfies Fixtures;
