/** `loopspec smoke` and `loopspec validate-driver`. */

import { DriverFault } from "../execution/processes/driver-fault.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readConfig } from "../suite/config.ts";
import { namedImplementation } from "../suite/named-implementation.ts";
import { CannotStartError } from "../suite/observe.ts";
import { smoke } from "../suite/smoke/smoke.ts";
import { validateDriver } from "../suite/smoke/validate.ts";
import type { CommandContext } from "./command-context.ts";

/** What commander makes of the options of both. */
export interface AdapterCheckOptions {
  readonly implementation: string;
  readonly python: string;
}

/** Runs `loopspec smoke`. */
export async function smokeCommand(
  { implementation, python }: AdapterCheckOptions,
  { output }: CommandContext,
): Promise<ExitCode> {
  const subject = namedImplementation(implementation, readConfig(undefined), python);
  const { results, broken } = await smoke(subject.command).catch((error: unknown) => {
    throw error instanceof DriverFault ? new CannotStartError(subject, error) : error;
  });
  for (const { subject: about, kase, ok, message } of results)
    output.out(`${ok ? "ok  " : "FAIL"} ${about}: ${kase.title}${ok ? "" : `: ${message}`}`);
  output.out(VERDICTS[broken]);
  return broken === "nothing" ? EXIT.ok : EXIT.red;
}

/** Runs `loopspec validate-driver`. */
export async function validateDriverCommand(
  { implementation, python }: AdapterCheckOptions,
  { output }: CommandContext,
): Promise<ExitCode> {
  const points = await validateDriver(
    namedImplementation(implementation, readConfig(undefined), python).command,
  );
  for (const { point, ok, message } of points)
    output.out(`${ok ? "ok  " : "FAIL"} it ${point}${message === "" ? "" : `: ${message}`}`);
  const bad = points.filter(({ ok }) => !ok).length;
  output.out(
    bad === 0
      ? "The driver keeps to the protocol."
      : `${bad} of ${points.length} points do not hold.`,
  );
  return bad === 0 ? EXIT.ok : EXIT.red;
}

const VERDICTS = {
  nothing: "Adapter and loop do what every program needs: `loopspec run` judges the rest.",
  adapter:
    "Your adapter is broken: these programs need nothing of the loop. What the suite would say of the loop cannot be believed yet.",
  loop: "Your adapter works; your loop is wrong, or the adapter calls it wrongly.",
} as const;
