"""Resident memory per item, in bytes; `memory.ts` has the same for the reference loop."""

import gc
import os

PAGE = os.sysconf("SC_PAGE_SIZE")
# Both loops are settled before the first look: what they make once is not counted.
SETTLING = 1000


def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * PAGE


def growth(fill, n):
    fill(SETTLING)
    before = resident()
    fill(n)
    return (resident() - before) / n


def queued_callbacks(loop, n):
    def nothing():
        pass

    def fill(count):
        for _ in range(count):
            loop.call_soon(nothing)

    value = growth(fill, n)
    loop.call_soon(loop.stop)
    loop.run_forever()
    return value


def waiting_tasks(loop, n):
    tasks = []

    async def wait(future):
        await future

    def fill(count):
        for _ in range(count):
            tasks.append(loop.create_task(wait(loop.create_future())))
        loop.call_soon(loop.stop)
        loop.run_forever()

    value = growth(fill, n)
    for task in tasks:
        task.cancel()
    loop.call_soon(loop.stop)
    loop.run_forever()
    return value


WORKLOADS = {
    "memory per queued callback": queued_callbacks,
    "memory per waiting task": waiting_tasks,
}
