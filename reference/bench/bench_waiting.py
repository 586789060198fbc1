"""What a loop does that waits; `waiting.ts` has the same for the reference loop."""

import statistics
import threading
import time

PAUSE = 0.0002


def wake_ups(loop, n):
    """The median of the seconds from another thread's call to the callback."""
    latencies = []
    seen = threading.Event()

    def woken(sent):
        latencies.append(time.perf_counter_ns() - sent)
        seen.set()

    def wake():
        for _ in range(n):
            time.sleep(PAUSE)
            seen.clear()
            loop.call_soon_threadsafe(woken, time.perf_counter_ns())
            seen.wait()
        loop.call_soon_threadsafe(loop.stop)

    thread = threading.Thread(target=wake)
    thread.start()
    loop.run_forever()
    thread.join()
    return statistics.median(latencies) / 1e9


def idle(loop, milliseconds):
    """Seconds of CPU for each second of waiting for a timer."""
    loop.call_later(milliseconds / 1000, loop.stop)
    started = time.process_time()
    loop.run_forever()
    return (time.process_time() - started) / (milliseconds / 1000)


WORKLOADS = {
    "thread wake-up": wake_ups,
    "CPU of an idle loop": idle,
}
