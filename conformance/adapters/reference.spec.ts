import { describeConformance } from "../mocha.ts";
import { referenceAdapter } from "./reference.ts";

describeConformance(referenceAdapter());
