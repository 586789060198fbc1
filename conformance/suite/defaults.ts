/** What a run does where neither an option nor a configuration says anything. */
import os from "node:os";
import type { Clock } from "../language/observation.ts";

/** On Windows neither the installer nor a virtual environment makes a `python3`. */
const PYTHON = process.platform === "win32" ? "python" : "python3";

/** How many programs the machine runs at the same time. */
export const PROCESSORS = Math.max(1, os.availableParallelism());

/** Programs of a loop wait half of their time: for timers, peers and threads. */
const DRIVERS_PER_PROCESSOR = 1.5;

/**
 * What holds where neither the command line nor a configuration says otherwise. The wheel's command
 * names the interpreter of its own environment in LOOPSPEC_PYTHON.
 */
export const DEFAULTS = {
  python: process.env.LOOPSPEC_PYTHON || PYTHON,
  clock: "real" as Clock,
  jobs: Math.ceil(PROCESSORS * DRIVERS_PER_PROCESSOR),
  repeat: 1,
  out: "loopspec-results",
  /** Seconds that a driver may take to greet. */
  startTimeout: 20,
};
