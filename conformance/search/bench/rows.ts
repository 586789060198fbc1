/** What the bench of the search measures, and what is to be reached. */

/** A search whose speed is measured. */
export interface Row {
  readonly name: string;
  readonly implementation: string;
  readonly jobs: number;
  readonly runs: number;
  /** Programs a second to reach on two quiet processors. */
  readonly figure: number;
}

/** The rows. */
export const ROWS: readonly Row[] = [
  {
    name: "asyncio, one driver",
    implementation: "python:asyncio",
    jobs: 1,
    runs: 8000,
    figure: 400,
  },
  {
    name: "asyncio, two drivers",
    implementation: "python:asyncio",
    jobs: 2,
    runs: 16_000,
    figure: 700,
  },
  { name: "reference", implementation: "reference", jobs: 2, runs: 50_000, figure: 3000 },
  { name: "uvloop, real clock", implementation: "python:uvloop", jobs: 2, runs: 1500, figure: 60 },
  { name: "rloop, real clock", implementation: "python:rloop", jobs: 2, runs: 1500, figure: 60 },
];

/** What a search says of itself at its end. */
export interface Measured {
  readonly programs: number;
  readonly seconds: number;
  /** Programs that were run and differ, each followed up. */
  readonly different: number;
}

/** Reads the summary of `loopspec fuzz`; undefined where there is none. */
export function measuredOf(summary: string): Measured | undefined {
  const speed = /^ +(\d+) programs in ([\d.]+) s/m.exec(summary);
  const different = / (\d+) different/.exec(summary);
  if (speed === null || different === null) return undefined;
  return {
    programs: Number(speed[1]),
    seconds: Number(speed[2]),
    different: Number(different[1]),
  };
}
