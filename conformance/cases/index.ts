/** Every case of the suite. */
import type { Case } from "../program/case.ts";

export const allCases: readonly Case[] = [];
