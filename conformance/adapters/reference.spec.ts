import { koffiAbsence } from "../../reference/index.ts";
import { describeConformance } from "../mocha.ts";
import { referenceAdapter } from "./reference.ts";

describeConformance(referenceAdapter());

// In real time the whole suite takes a while: here the parts that depend on how the loop waits, in driver processes.
const WAITING = ["preface.*", "run-forever.*", "call-soon-threadsafe.*", "get-running-loop.*"];
for (const variant of koffiAbsence() === null ? ["thread", "poll", "host"] : ["thread", "host"]) {
  describeConformance(`reference:${variant}`, { select: WAITING });
}
