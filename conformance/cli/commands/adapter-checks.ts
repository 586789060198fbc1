import type { Command } from "commander";
import { messageValidator } from "../../program/schema.ts";
import { DriverFault } from "../../runner/driver-fault.ts";
import { parseImplementation } from "../../runner/implementation.ts";
import { EXIT } from "../exit-code.ts";
import type { Session } from "../main.ts";
import { CannotStartError } from "../observe.ts";
import { DEFAULTS } from "../run-options.ts";

interface Options {
  readonly implementation: string;
  readonly python: string;
}

const named = (command: Command) =>
  command
    .requiredOption(
      "-i, --implementation <spec>",
      "the implementation; see `loopspec list implementations`",
    )
    .option("--python <exe>", "Python interpreter of a `python:` implementation", DEFAULTS.python);

/** `loopspec smoke` and `loopspec validate-driver`: for authors of adapters and drivers. */
export function registerAdapterChecks(program: Command, { output, finish }: Session): void {
  named(program.command("smoke"))
    .description("Runs a few programs that tell a broken adapter from a wrong loop.")
    .action(async ({ implementation, python }: Options) => {
      const { smoke } = await import("../../smoke/smoke.ts");
      const subject = parseImplementation(implementation, { python });
      const { results, broken } = await smoke(subject.command, messageValidator()).catch(
        (error: unknown) => {
          throw error instanceof DriverFault ? new CannotStartError(subject, error) : error;
        },
      );
      for (const { subject: about, kase, ok, message } of results)
        output.out(`${ok ? "ok  " : "FAIL"} ${about}: ${kase.title}${ok ? "" : `: ${message}`}`);
      output.out(VERDICTS[broken]);
      finish(broken === "nothing" ? EXIT.ok : EXIT.red);
    });
  named(program.command("validate-driver"))
    .description("Checks a driver against the protocol, message by message.")
    .action(async ({ implementation, python }: Options) => {
      const { validateDriver } = await import("../../smoke/validate.ts");
      const points = await validateDriver(
        parseImplementation(implementation, { python }).command,
        messageValidator(),
      );
      for (const { point, ok, message } of points)
        output.out(`${ok ? "ok  " : "FAIL"} it ${point}${message === "" ? "" : `: ${message}`}`);
      const bad = points.filter(({ ok }) => !ok).length;
      output.out(
        bad === 0
          ? "The driver keeps to the protocol."
          : `${bad} of ${points.length} points do not hold.`,
      );
      finish(bad === 0 ? EXIT.ok : EXIT.red);
    });
}

const VERDICTS = {
  nothing: "Adapter and loop do what every program needs: `loopspec run` judges the rest.",
  adapter:
    "Your adapter is broken: these programs need nothing of the loop. What the suite would say of the loop cannot be believed yet.",
  loop: "Your adapter works; your loop is wrong, or the adapter calls it wrongly.",
} as const;
