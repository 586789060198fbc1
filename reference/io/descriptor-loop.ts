import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import type { OwnedDescriptors } from "./owned-descriptors.ts";

/** A loop that waits for real descriptors, as its transports and servers see it. */
export interface DescriptorLoop extends AbstractEventLoop {
  /** @internal What its transports and servers hold. */
  readonly owned: OwnedDescriptors;
}
