/** @source Event Loop: Executing code in thread or process pools; concurrent.futures: Executor Objects */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packageRoot } from "#package-root";
import type { Arguments } from "../context/handle.ts";
import type { Future } from "../futures/future.ts";
import type { AbstractEventLoop, Executor, WorkerFunction } from "../loop/abstract-event-loop.ts";
import { RuntimeError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { type ErrorDescription, errorFromThread } from "./foreign-error.ts";
import { LoopPort } from "./loop-port.ts";
import { checkRoomForThreads } from "./room-for-threads.ts";

const JOB_RUNNER = join(packageRoot, "reference/threads/job-runner.cjs");

type Outcome = { readonly value: unknown } | { readonly error: ErrorDescription };

interface Job {
  readonly id: number;
  readonly target: WorkerFunction;
  readonly args: Arguments;
  readonly future: Future<unknown>;
}

interface Member {
  readonly worker: Worker;
  /** The job that it runs, and after shutdown those that it still has to run. */
  readonly jobs: Map<number, Job>;
  /** Whether it has answered: until then it may still need descriptors. */
  hasStarted: boolean;
}

/**
 * Runs functions in worker threads that it starts as they are needed. The default executor.
 *
 * DIVERGES: it serves one loop, the first that submits to it, because a worker's answer has to wake
 * that loop.
 */
export class WorkerPool implements Executor {
  private readonly maxWorkers: number;
  private readonly members = new Map<number, Member>();
  private readonly waiting: Job[] = [];
  private loop: AbstractEventLoop | null = null;
  private port: LoopPort | null = null;
  private created = 0;
  private ended: Future<void> | null = null;

  /**
   * @param options.maxWorkers most threads at a time; without it, four more than there are cores
   * @throws ValueError when it is no positive integer
   */
  constructor(options: { maxWorkers?: number } = {}) {
    const { maxWorkers = Math.min(32, availableParallelism() + 4) } = options;
    if (!Number.isInteger(maxWorkers) || maxWorkers < 1) {
      throw new ValueError(
        `Expected \`maxWorkers\` to be a positive integer, got ${describe(maxWorkers)}`,
      );
    }
    this.maxWorkers = maxWorkers;
  }

  /** Starts a call as soon as a worker is free. */
  submit(loop: AbstractEventLoop, target: WorkerFunction, args: Arguments): Future<unknown> {
    if (this.ended !== null) throw new RuntimeError("cannot submit to an executor after shutdown");
    if (this.loop !== null && this.loop !== loop) {
      throw new RuntimeError("this WorkerPool serves another loop: make one for each loop");
    }
    this.loop = loop;
    this.port ??= new LoopPort(loop, {
      settle: (member: number, id: number, outcome: Outcome) => this.settle(member, id, outcome),
      ended: (member: number, code: number) => this.memberEnded(member, code),
    });
    const future = loop.createFuture();
    this.waiting.push({ id: this.created++, target, args, future });
    this.dispatch();
    return future;
  }

  /** Refuses new calls; the future is done when all workers have ended. */
  shutdown(loop: AbstractEventLoop): Future<void> {
    if (this.ended !== null) return this.ended;
    this.ended = loop.createFuture<void>();
    // Nobody may look after the workers from now on, so each gets its share of the work, and then
    // its dismissal, at once.
    const members = [...this.members.values()];
    this.waiting.splice(0).forEach((job, i) => {
      this.start(members[i % members.length] as Member, job);
    });
    for (const { worker } of members) worker.postMessage(null);
    if (members.length === 0) this.ended.setResult();
    return this.ended;
  }

  private dispatch(): void {
    for (let job = this.waiting[0]; job !== undefined; job = this.waiting[0]) {
      const idle = [...this.members.values()].find(({ jobs }) => jobs.size === 0);
      let member: Member | null;
      try {
        member = idle ?? this.addMember();
      } catch (error) {
        if (this.members.size > 0) return; // one of these will have time for it
        this.waiting.shift();
        if (!job.future.done()) job.future.setException(error);
        continue;
      }
      if (member === null) return;
      this.waiting.shift();
      this.start(member, job);
    }
  }

  private start(member: Member, job: Job): void {
    if (job.future.done()) return; // cancelled before its turn
    const { module, name } = job.target;
    try {
      member.worker.postMessage({ id: job.id, module: String(module), name, args: job.args });
    } catch (error) {
      job.future.setException(error); // an argument that cannot be cloned
      return;
    }
    member.jobs.set(job.id, job);
    member.worker.ref(); // the process does not end in the middle of a job …
  }

  private settle(memberId: number, id: number, outcome: Outcome): void {
    const member = this.members.get(memberId);
    const job = member?.jobs.get(id);
    if (member === undefined || job === undefined) return;
    member.hasStarted = true;
    member.jobs.delete(id);
    if (member.jobs.size === 0) member.worker.unref(); // … and an idle worker does not hold it
    if (!job.future.done()) {
      if ("error" in outcome) job.future.setException(errorFromThread(outcome.error));
      else job.future.setResult(outcome.value);
    }
    this.dispatch();
  }

  private addMember(): Member | null {
    if (this.members.size >= this.maxWorkers || this.port === null) return null;
    const starting = [...this.members.values()].filter(({ hasStarted }) => !hasStarted);
    checkRoomForThreads(starting.length + 1);
    const id = this.created++;
    const end = this.port.open();
    const worker = new Worker(JOB_RUNNER, {
      workerData: { worker: id, end },
      transferList: [end.port],
    });
    const member: Member = { worker, jobs: new Map(), hasStarted: false };
    // These arrive only while the loop gives way to its host.
    worker.on("error", () => this.memberGone(id, 1));
    worker.on("exit", (code) => this.memberGone(id, code));
    worker.unref();
    this.members.set(id, member);
    return member;
  }

  /** The host may tell of the end before it delivers what the worker sent: that goes first. */
  private memberGone(id: number, code: number): void {
    if (this.loop === null || this.loop.isClosed()) {
      this.memberEnded(id, code);
      return;
    }
    this.port?.drain();
    this.loop.callSoonThreadsafe(() => this.memberEnded(id, code));
  }

  private memberEnded(id: number, code: number): void {
    const member = this.members.get(id);
    if (member === undefined) return;
    this.members.delete(id);
    if (this.loop?.isClosed()) return;
    for (const { target, future } of member.jobs.values()) {
      const message = `the worker thread of ${target.name}() ended with exit code ${code}`;
      if (!future.done()) future.setException(new RuntimeError(message));
    }
    this.dispatch();
    if (this.members.size === 0 && !this.ended?.done()) this.ended?.setResult();
  }
}
