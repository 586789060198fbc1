/** What a run does where neither an option nor a configuration says anything. */
import os from "node:os";
import type { Clock } from "../language/observation.ts";

/** On Windows neither the installer nor a virtual environment makes a `python3`. */
const PYTHON = process.platform === "win32" ? "python" : "python3";

/**
 * What holds where neither the command line nor a configuration says otherwise. The wheel's command
 * names the interpreter of its own environment in LOOPSPEC_PYTHON.
 */
export const DEFAULTS = {
  python: process.env.LOOPSPEC_PYTHON || PYTHON,
  clock: "real" as Clock,
  jobs: Math.max(1, os.availableParallelism()),
  repeat: 1,
  out: "loopspec-results",
  /** Seconds that a driver may take to greet. */
  startTimeout: 20,
};
