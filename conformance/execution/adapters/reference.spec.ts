import { allCases } from "../../cases/index.ts";
import { describeConformance } from "../../suite/mocha.ts";
import { referenceAdapter } from "./reference.ts";

// A collection walks through the heap of this process, which holds all specs: seconds for each case. The cases that
// collect are judged where the whole suite meets each selector in a process that holds nothing else.
const withoutCollections = allCases.filter(
  ({ needs }) => !needs.some((need) => need === "gc" || need === "gc-in-run"),
);

describeConformance(referenceAdapter(), { cases: withoutCollections });
