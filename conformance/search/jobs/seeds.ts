/** The seeds of a search: its jobs take them one by one, and each is drawn once. */

/** Places in the memory that the jobs share: seeds that were taken, and whether there are no more. */
const TAKEN = 0;
const STOPPED = 1;

/** What a job is given of the seeds. */
export interface SharedSeeds {
  readonly memory: SharedArrayBuffer;
  /** The first seed. */
  readonly first: number;
  /** Seeds to take. */
  readonly runs: number;
}

/** Seeds that several threads take from. */
export class Seeds {
  readonly shared: SharedSeeds;
  private readonly counts: BigInt64Array;

  constructor(shared: SharedSeeds) {
    this.shared = shared;
    this.counts = new BigInt64Array(shared.memory);
  }

  /** Seeds of a new search. */
  static of(first: number, runs: number): Seeds {
    return new Seeds({ memory: new SharedArrayBuffer(16), first, runs });
  }

  /** The next seed; undefined when all are taken, or nobody is to take any more. */
  take(): number | undefined {
    if (Atomics.load(this.counts, STOPPED) !== 0n) return undefined;
    const taken = Number(Atomics.add(this.counts, TAKEN, 1n));
    return taken < this.shared.runs ? (this.shared.first + taken) >>> 0 : undefined;
  }

  /** There are no more from here on, for any thread. */
  stop(): void {
    Atomics.store(this.counts, STOPPED, 1n);
  }
}
