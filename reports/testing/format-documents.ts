import { type ResultsDocument, VERDICTS } from "../document.ts";
import { parseExpectations } from "../expectations/parse.ts";
import type { FormatOptions } from "../formats/status.ts";
import { gate } from "../gate.ts";
import { hostileDocument } from "./hostile-document.ts";
import { sampleDocument } from "./sample-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./sample-results.ts";

// One result of each verdict, `a/known` expected, an entry that matches nothing.
const every = sampleImplementationOf("python:mine", {
  ...Object.fromEntries(VERDICTS.map((verdict) => [`v/${verdict}`, verdict])),
  "a/known": "fail",
});
/** The document that holds it. */
export const EVERY = sampleDocumentOf([every]);
const EXPECT = `[
  {"match": "a/known", "verdict": "fail", "reason": "known"},
  {"match": "gone", "verdict": "fail", "reason": "stale"}
]`;
/** What the gate says of it. */
export const GATED: FormatOptions = {
  gate: gate([EVERY], { expectations: [parseExpectations(EXPECT, "e.json")] }),
};

/** What every format must cope with. */
export const DOCUMENTS: [what: string, documents: ResultsDocument[], options?: FormatOptions][] = [
  ["a usual document", [sampleDocument()]],
  ["every verdict, gated", [EVERY], GATED],
  ["two documents", [sampleDocument(), sampleDocument({ version: "2.0.0", seed: 7 })]],
  ["a hostile document", [hostileDocument()]],
  ["no document", []],
];
