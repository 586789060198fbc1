/** Mutants of what an event loop is there for. */
import { mutantsOf } from "./row.ts";

export const prefaceMutants = mutantsOf("mutant_preface", {
  "preface.runs-callbacks-and-tasks": {
    ForgetsCallbacksBesideTasks: "forgets callbacks while there are tasks",
    TimersWaitForTasks: "runs no timer while there are two tasks",
  },
  "preface.performs-network-io": {
    SendsTheFirstByteAlone: "sends the first byte alone of what it is given",
    NeverReads: "never tells that a descriptor can be read",
  },
});
