import { CATALOGUE, growthSizes, type Workload } from "./catalogue.ts";
import { bestOf, type LoopId, type Outcome } from "./job.ts";

/** Where a value was measured. */
export interface Place {
  readonly loop: LoopId;
  readonly workload: string;
  readonly n: number;
  readonly watched: boolean;
}

/** What was measured, and the ratios that follow from it. */
export class Results {
  readonly workloads: readonly Workload[];
  readonly outcomes: readonly Outcome[];

  /**
   * @param workloads what was measured
   * @param outcomes how it went
   */
  constructor(workloads: readonly Workload[], outcomes: readonly Outcome[]) {
    this.workloads = workloads;
    this.outcomes = outcomes;
  }

  /** The workload of that name; undefined when it was left out. */
  workload(name: string): Workload | undefined {
    return this.workloads.find((workload) => workload.name === name);
  }

  /** The best value; undefined when there is none. */
  best(place: Place): number | undefined {
    return bestOf(this.outcome(place));
  }

  /** How a measurement went; undefined when it was not made. */
  outcome({ loop, workload, n, watched }: Place): Outcome | undefined {
    return this.outcomes.find(
      ({ job }) =>
        job.loop === loop && job.workload === workload && job.n === n && job.watched === watched,
    );
  }

  /**
   * How many times as good as another loop a loop is: the other's time divided by its own. For
   * memory and CPU, how many times as much of it the loop takes.
   *
   * @param against the loop to compare with
   */
  ratio(place: Place, against: LoopId = "asyncio"): number | undefined {
    const own = this.best(place);
    const other = this.best({ ...place, loop: against });
    if (own === undefined || other === undefined) return undefined;
    const { quantity } = CATALOGUE.find(({ name }) => name === place.workload) ?? {};
    return quantity === undefined ? other / own : own / other;
  }

  /** Seconds for one item, at each size by which the growth is measured. */
  costs(workload: Workload, loop: LoopId): (number | undefined)[] {
    return growthSizes(workload).map((n) => {
      const seconds = this.best({ loop, workload: workload.name, n, watched: false });
      return seconds === undefined ? undefined : seconds / n;
    });
  }
}
