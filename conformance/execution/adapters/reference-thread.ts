/** Surroundings of the reference loop in real time without native code. */
import { EventLoop, ThreadSelector } from "../../../reference/index.ts";

/** Records what the loop asks it for. */
class RecordingSelector extends ThreadSelector {
  readonly polls: (number | null)[] = [];

  override select(timeout: number | null) {
    this.polls.push(timeout);
    return super.select(timeout);
  }
}

/** What the interpreter is given; the polls are those of a program's first loop. */
export function threadSurroundings() {
  let first: RecordingSelector | undefined;
  return {
    clocks: ["real"],
    clockResolution: 0.001,
    makeLoop: () => {
      const selector = new RecordingSelector();
      first ??= selector;
      return new EventLoop(selector);
    },
    host: {
      begin: () => {
        first = undefined;
      },
      polls: () => first?.polls ?? [],
    },
  } as const;
}
