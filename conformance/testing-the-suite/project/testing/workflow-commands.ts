/** What the jobs of a workflow run. */

/**
 * The shell commands of a job, in order: one-line steps, blocks, and lines that are folded into one.
 *
 * @param workflow its text
 * @param job name of the job
 */
export function commandsOf(workflow: string, job: string): readonly string[] {
  const [, body = ""] = workflow.split(`\n  ${job}:\n`);
  const lines = (body.split(/\n {2}\w+:\n/)[0] ?? "").split("\n");
  const commands: string[] = [];
  for (const [index, line] of lines.entries()) {
    const step = /^(\s+)(?:- )?run: (.*)$/.exec(line);
    if (step === null || line.trimStart().startsWith("#")) continue;
    const [, indent = "", text = ""] = step;
    if (text !== "|" && text !== ">-") commands.push(text);
    else {
      const block = lines.slice(index + 1);
      const end = block.findIndex((each) => each.trim() !== "" && !each.startsWith(`${indent}  `));
      const kept = block.slice(0, end < 0 ? undefined : end).map((each) => each.trim());
      commands.push(kept.join(text === "|" ? "\n" : " ").trim());
    }
  }
  return commands;
}
