/** What `loopspec fuzz` is told. */

/** Options of `loopspec fuzz`. */
export interface FuzzOptions {
  readonly implementation: readonly string[];
  readonly python: string;
  readonly runs?: number;
  readonly seed: number;
  readonly time?: number;
  readonly jobs: number;
  readonly profile: string;
  readonly clock?: "real" | "virtual";
  readonly timeout: number;
  readonly startTimeout: number;
  readonly out: string;
  readonly replay?: string;
  readonly asCase?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Programs of a search that is told neither how many to draw nor how long. */
export const DEFAULT_RUNS = 1000;
