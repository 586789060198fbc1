/** What a vocabulary is made of. */
import type { FunctionKind } from "../language/case.ts";
import type { Operation } from "../language/operation.ts";
import type { Draft, Place } from "./draft.ts";
import type { Theme } from "./profile.ts";

/** Where a production can stand. */
export type Standing = FunctionKind | "main";

/** One thing that a program may do next. */
export interface Production {
  /** Programs without this part of the language do not do it. */
  readonly theme?: Theme;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  /** The bodies in which it can stand; default: all but those of other threads. */
  readonly where?: readonly Standing[];
  /** The operations; undefined where the program has not what it takes. */
  make(draft: Draft, place: Place, more: Body): readonly Operation[] | undefined;
}

/** Draws a body of so many operations. */
export type Body = (place: Place, operations: number) => Operation[];

/** Bodies in which the program can wait. */
export const WAITING: readonly Standing[] = ["coroutine", "asyncgen"];
/** Bodies that run while the loop does. */
export const RUNNING: readonly Standing[] = ["callback", "coroutine", "asyncgen", "handler"];
export const MAIN: readonly Standing[] = ["main"];
export const NOT_MAIN = RUNNING;
/** A handler of errors schedules nothing: what fails there would be reported to it again, for ever. */
export const SCHEDULING: readonly Standing[] = ["main", "callback", "coroutine", "asyncgen"];
