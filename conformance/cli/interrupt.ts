/** Ctrl-C during a run: the drivers are ended and what was judged is kept. */

/** A signal that aborts at SIGINT or SIGTERM, and the way to stop listening. */
export function onInterrupt(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.on("SIGINT", abort);
  process.on("SIGTERM", abort);
  return {
    signal: controller.signal,
    release: () => {
      process.off("SIGINT", abort);
      process.off("SIGTERM", abort);
    },
  };
}
