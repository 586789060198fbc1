/** Loops that are unusual and right. */
import type { OddLoop } from "../types.ts";

export const oddLoops: readonly OddLoop[] = [];
