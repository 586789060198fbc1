/** What a driver holds beside its program: counted by the system, before and after it has judged. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import { parseImplementation } from "../../execution/processes/implementation.ts";
import type { Case } from "../../language/case.ts";
import { Session } from "../session.ts";

/** What a program can leave behind: connections, files, processes, threads. */
const KEEPS = ["network", "unix-sockets", "datagrams", "pipes", "files", "children", "threads"];

/** What the system says of a process. */
interface Held {
  readonly descriptors: number;
  readonly threads: number;
  readonly children: readonly string[];
}

const childrenOf = (pid: number | string): readonly string[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );

const heldBy = (pid: string): Held => ({
  descriptors: readdirSync(`/proc/${pid}/fd`).length,
  threads: readdirSync(`/proc/${pid}/task`).length,
  children: childrenOf(pid),
});

/**
 * Has one driver run cases twice: what it keeps for ever shows in both, what each run leaves shows as growth.
 *
 * @returns what the driver held after each time, and the ids of the processes that ran
 */
async function heldAfterTwoRuns(
  cases: readonly Case[],
  spec: string,
  python: string,
): Promise<{ readonly held: readonly Held[]; readonly drivers: ReadonlySet<string> }> {
  const before = new Set(childrenOf(process.pid));
  const session = new Session(parseImplementation(spec, { python }).command, {
    clock: "real",
    startTimeout: 30,
    onLateFault: (kase, fault) => {
      throw new Error(`${kase.id}: ${fault.message}`);
    },
  });
  const drivers = new Set<string>();
  const held: Held[] = [];
  const note = () => {
    for (const pid of childrenOf(process.pid)) if (!before.has(pid)) drivers.add(pid);
  };
  try {
    await session.hello();
    note();
    for (let run = 0; run < 2; run += 1) {
      for (const kase of cases) {
        await session.run(kase);
        note();
      }
      held.push(heldBy([...drivers].at(-1) as string));
    }
  } finally {
    await session.end();
  }
  return { held, drivers };
}

/**
 * Holds that a driver keeps no descriptor, thread or child of programs on asyncio, and is not replaced for any.
 *
 * @param every one in so many cases that could leave something
 */
export async function expectNothingLeft(every: number): Promise<void> {
  const python = process.env.LOOPSPEC_PYTHON ?? "python3";
  const cases = allCases
    .filter(({ isolate, needs }) => !isolate && needs.some((need) => KEEPS.includes(need)))
    .filter((_, index) => index % every === 0);
  expect(cases.length).to.be.greaterThan(40);
  const { held, drivers } = await heldAfterTwoRuns(cases, "python:asyncio", python);
  expect([...drivers], "one process has run them all").to.have.length(1);
  expect(held[1]).to.deep.equal(held[0]);
  expect(held[1]?.children).to.deep.equal([]);
}
