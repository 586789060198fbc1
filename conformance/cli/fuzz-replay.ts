/** `loopspec fuzz --replay`: whether findings still show themselves. */
import { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { differenceOf, shapeOf } from "../search/compare.ts";
import { readCorpus } from "../search/corpus.ts";
import { Peer } from "../search/peer.ts";
import { CannotStartError } from "../suite/observe.ts";
import type { CommandContext } from "./command-context.ts";
import type { FuzzOptions } from "./fuzz-options.ts";

/** Runs the findings of a file once more; red if one of them still shows itself. */
export async function replay(
  path: string,
  implementations: readonly Implementation[],
  options: FuzzOptions,
  { output }: CommandContext,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { findings, problems } = readCorpus(path);
  for (const problem of problems) output.err(`loopspec: ${problem}`);
  let red = false;
  for (const implementation of implementations) {
    for (const finding of findings) {
      if (signal.aborted) return EXIT.interrupted;
      const { timeout, startTimeout } = options;
      const peer = new Peer(implementation.command, {
        timeout,
        startTimeout,
        clock: finding.clock,
      });
      const abort = () => peer.interrupt();
      signal.addEventListener("abort", abort, { once: true });
      try {
        const again = differenceOf(finding.expected, await peer.observe(finding.program));
        const state =
          again === undefined
            ? "gone"
            : shapeOf(again) === shapeOf(finding.difference)
              ? "still there"
              : "another difference";
        red ||= again !== undefined;
        output.out(`${implementation.id}: ${state}: seed ${finding.seed}, ${finding.key}`);
      } catch (error) {
        if (!(error instanceof DriverFault)) throw error;
        if (error.code === "interrupted") return EXIT.interrupted;
        throw new CannotStartError(implementation, error);
      } finally {
        signal.removeEventListener("abort", abort);
        await peer.end();
      }
    }
  }
  return red ? EXIT.red : EXIT.ok;
}
