"""Measures one workload once on one loop of Python, in a process of its own.

    python bench_loops.py '{"loop": "uvloop", "workload": "gather", "n": 1000, "warmUp": 100, ...}'

Prints one line of JSON. `measure-once.ts` is the same for the reference loop.
"""

import importlib
import json
import socket
import sys
import time

import bench_core
import bench_io
import bench_memory
import bench_waiting

# A workload may measure by itself and return the value; else the seconds that it takes count.
WORKLOADS = {
    **bench_core.WORKLOADS,
    **bench_io.WORKLOADS,
    **bench_memory.WORKLOADS,
    **bench_waiting.WORKLOADS,
}


# A small n is run so often that it takes as long as so many warm-ups.
RUNS = 3


def run(make, job, n):
    loop = make()
    ends = socket.socketpair() if job["watched"] else ()
    if ends:
        loop.add_reader(ends[0].fileno(), lambda: None)
    started = time.perf_counter()
    value = WORKLOADS[job["workload"]](loop, n)
    seconds = time.perf_counter() - started
    if ends:
        loop.remove_reader(ends[0].fileno())
    loop.close()
    for end in ends:
        end.close()
    return seconds if value is None else value


def main(job):
    make = importlib.import_module(job["module"]).new_event_loop
    # Once is enough here, and a second run of full size is no faster.
    if job["warmUp"] > 0:
        run(make, job, job["warmUp"])
    runs = max(1, RUNS * job["warmUp"] // job["n"])
    value = sum(run(make, job, job["n"]) for _ in range(runs)) / runs
    print(json.dumps({"value": value}))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
