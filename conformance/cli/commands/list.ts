import { Argument, type Command } from "commander";
import type { Session } from "../main.ts";
import { collect } from "../parse-options.ts";

/** What commander makes of the options of `loopspec list`. */
export interface ListOptions {
  readonly json?: boolean;
  readonly select?: readonly string[];
}

/** `loopspec list clauses|cases|implementations`. */
export function registerList(program: Command, { output }: Session): void {
  program
    .command("list")
    .description("Lists the clauses, the cases, or the ways to name an implementation.")
    .addArgument(
      new Argument("<what>", "what to list").choices(["clauses", "cases", "implementations"]),
    )
    .option("--json", "machine-readable, on standard output")
    .option("--select <glob>", "only what matches; may be repeated", collect)
    .action(async (what: string, options: ListOptions) => {
      const { list } = await import("../list.ts");
      list(what, options, output);
    });
}
