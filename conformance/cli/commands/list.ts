import { Argument, type Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import type { ListOptions } from "../list.ts";
import { collect } from "../parse-options.ts";

/** `loopspec list clauses|cases|methods|implementations`. */
export function registerList(program: Command, { output }: CommandContext): void {
  program
    .command("list")
    .description(
      "Lists the clauses, the cases, the methods that a loop needs, or the ways to name an implementation.",
    )
    .addArgument(
      new Argument("<clauses|cases|methods|implementations>", "what to list").choices([
        "clauses",
        "cases",
        "methods",
        "implementations",
      ]),
    )
    .option("--json", "machine-readable, on standard output")
    .option("--select <glob>", "only what matches; may be repeated", collect)
    .action(async (what: string, options: ListOptions) => {
      const { list } = await import("../list.ts");
      list(what, options, output);
    });
}
