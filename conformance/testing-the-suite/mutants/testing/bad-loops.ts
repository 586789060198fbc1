/** Runs a loop that leaves ports, children or threads behind, and says what is left of them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { allCases } from "../../../cases/index.ts";
import type { Verdict } from "../../../judge/verdict.ts";
import type { Case } from "../../../language/case.ts";
import { runSuite } from "../../../suite/suite-run.ts";
import { asImplementation } from "../run.ts";

/** A class of `selfcheck_network.py`, and the case in which it misbehaves. */
export interface BadLoop {
  readonly name: string;
  readonly kase: string;
  /** What may become of that case, unless its limit ends it. */
  readonly verdicts: readonly Verdict[];
  /** What it tells that it has left. */
  readonly leaves: readonly ("pid" | "socket")[];
}

/** What a bad loop came to. */
export interface BadRun {
  /** The verdict of the case in which the loop misbehaves. */
  readonly first: Verdict | undefined;
  /** The verdicts of the cases after it. */
  readonly others: readonly (Verdict | undefined)[];
  /** What it says that it has left: `pid-NUMBER`, `socket-INODE`. */
  readonly told: readonly string[];
}

/** Cases that need a port, a connection, a child, and nothing but a loop. */
const AFTERWARDS = [
  "servers/port-is-0",
  "transports/close-flushes-little-client",
  "subprocess/terminate-exec",
  "call-soon/order-main",
];
/** Seconds that the case may take: less than what a program waits by itself, so that the run ends it. */
const LIMIT = 1.5;

/** Runs the loop on the case in which it misbehaves, and then on others. Returns once nothing of it is left. */
export async function runBadLoop({ name, kase }: BadLoop): Promise<BadRun> {
  const folder = mkdtempSync(join(tmpdir(), "loopspec-bad-"));
  try {
    const { command, ...implementation } = asImplementation(`selfcheck_network:${name}`, "python3");
    const env = { ...command.env, LOOPSPEC_LEFT: folder };
    const [outcome] = await runSuite(
      [{ ...caseCalled(kase), timeout: LIMIT }, ...AFTERWARDS.map(caseCalled)],
      [{ ...implementation, command: { ...command, env } }],
      { clock: "real", jobs: 1, startTimeout: 20, repeat: 1, failFast: false, unconfirmed: true },
    );
    const told = readdirSync(folder).filter((file) => file !== "done");
    while (told.some(isThere)) await pause(10);
    const verdicts = outcome?.outcomes.map(({ verdict }) => verdict) ?? [];
    return { first: verdicts[0], others: verdicts.slice(1), told };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function caseCalled(id: string): Case {
  const found = allCases.find((kase) => kase.id === id);
  if (found === undefined) throw new Error(`no case is called ${id}`);
  return found;
}

/** Whether a process that was told of still runs, or a socket still exists. */
function isThere(left: string): boolean {
  const [what, number] = left.split("-") as [string, string];
  if (what === "pid") {
    const stat = `/proc/${number}/stat`;
    // A process that has ended and that nothing has asked for is one no longer.
    return existsSync(stat) && !/\) [ZX] /.test(readFileSync(stat, "utf8"));
  }
  return readFileSync("/proc/net/tcp", "utf8").includes(` ${number} `);
}
