"""Callbacks, tasks, timers and futures; `workloads.ts` has the same for the reference loop."""

import asyncio


def chain(loop, n):
    left = n

    def step():
        nonlocal left
        left -= 1
        if left > 0:
            loop.call_soon(step)
        else:
            loop.stop()

    loop.call_soon(step)
    loop.run_forever()


def at_once(loop, n):
    def nothing():
        pass

    for _ in range(n):
        loop.call_soon(nothing)
    loop.call_soon(loop.stop)
    loop.run_forever()


def fan_out(loop, n):
    for _ in range(10):
        at_once(loop, n // 10)


async def switches(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def together(count, n):
    await asyncio.gather(*(switches(n) for _ in range(count)))


def timers_cancelled(loop, n):
    def nothing():
        pass

    for i in range(n):
        loop.call_later(3600 + i, nothing).cancel()
    loop.call_soon(loop.stop)
    loop.run_forever()


def counter(loop, left):
    def done(*_):
        nonlocal left
        left -= 1
        if left <= 0:
            loop.stop()

    return done


def timers_fired(loop, n):
    fired = counter(loop, n)
    for i in range(n):
        loop.call_later((i % 100) / 10_000, fired)
    loop.run_forever()


def timers_due(loop, n):
    fired = counter(loop, n)
    start = loop.time()
    for i in range(n):
        loop.call_at(start + ((i * 7919) % n) * 1e-9, fired)
    loop.run_forever()


def future_callbacks(loop, n):
    done = counter(loop, n)
    for _ in range(n):
        future = loop.create_future()
        future.add_done_callback(done)
        future.set_result(None)
    loop.run_forever()


WORKLOADS = {
    "call_soon chain": chain,
    "fan-out": fan_out,
    "fan-out at once": at_once,
    "task switch, 1 task": lambda loop, n: loop.run_until_complete(switches(n)),
    "task switch, 100 tasks": lambda loop, n: loop.run_until_complete(together(100, n // 100)),
    "gather": lambda loop, n: loop.run_until_complete(together(n, 1)),
    "schedule and cancel timers": timers_cancelled,
    "fire timers": timers_fired,
    "fire timers, all due": timers_due,
    "future callbacks": future_callbacks,
}
