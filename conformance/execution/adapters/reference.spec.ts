import { describeConformance } from "../../suite/mocha.ts";
import { referenceAdapter } from "./reference.ts";

describeConformance(referenceAdapter());
