/** Surroundings of the reference loop driven by Node's own loop: its run methods return promises. */
import { _getRunningLoop, type Awaitable, EventLoop, HostSelector } from "../../reference/index.ts";

/** Runs hosted wherever a run is possible; within a run, the blocking methods refuse it. */
class HostedLoop extends EventLoop {
  override runForever(): never {
    if (_getRunningLoop() !== null) super.runForever();
    // The interpreter waits for what main gets.
    return this.runAsync() as never;
  }

  override runUntilComplete<T>(awaitable: Awaitable<T>): T {
    if (_getRunningLoop() !== null) return super.runUntilComplete(awaitable);
    return this.runAsync(awaitable) as never;
  }
}

/** What the interpreter is given. `run()` and `Runner` need run methods that block, and are not offered. */
export function hostSurroundings() {
  return {
    clocks: ["real"],
    clockResolution: 0.001,
    makeLoop: () => new HostedLoop(new HostSelector()),
    without: ["run", "Runner"],
    host: {},
  } as const;
}
