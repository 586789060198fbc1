/** Chooses who says what is expected of the programs of a profile. */
import type { Implementation } from "../execution/processes/implementation.ts";
import { controlOf } from "./control.ts";
import { type Expecting, VirtualExpecting } from "./expecting.ts";
import { IoExpecting } from "./io/expecting.ts";
import { isOfIo, type Profile } from "./profile.ts";

/** What is asked about. */
export interface ExpectingOptions {
  /** The loop under test: the interpreter's own asyncio is never asked about itself. */
  readonly implementation: Implementation;
  readonly profile: Profile;
  /** Seconds that a program may take. */
  readonly timeout: number;
  readonly startTimeout: number;
}

/** Who says what is expected. */
export function expectingFor({ implementation, profile, ...options }: ExpectingOptions): Expecting {
  return isOfIo(profile)
    ? new IoExpecting(controlOf(implementation), options)
    : new VirtualExpecting(profile.clock);
}
