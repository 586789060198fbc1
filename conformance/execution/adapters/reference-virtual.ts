/** Surroundings of the reference loop in virtual time: one clock and one set of descriptors for all loops of a program. */
import {
  DeadlockError,
  EventLoop,
  OSError,
  READ,
  VirtualSelector,
  WRITE,
} from "../../../reference/index.ts";
import type { Pair } from "./host.ts";

/** So many polls in a row may take no time; from then on each takes `BUSY_STEP` seconds. */
const BUSY_POLLS = 1000;
const BUSY_STEP = 0.001;

/** Several loops of one program live in the same time: what one waits, passes for the others. */
class SharedTimeSelector extends VirtualSelector {
  private readonly world: VirtualWorld;

  constructor(world: VirtualWorld) {
    super();
    this.world = world;
  }

  override time(): number {
    return this.world.now;
  }

  override select(timeout: number | null) {
    const before = super.time();
    const events = super.select(timeout);
    this.world.polled(timeout, events.length);
    this.world.pass(super.time() - before);
    return events;
  }

  override close(): void {
    super.close();
    this.world.forget(this);
  }
}

/** One end of a connection: an object with a descriptor. */
class VirtualEnd {
  private readonly world: VirtualWorld;
  private readonly fd: number;

  constructor(world: VirtualWorld, fd: number) {
    this.world = world;
    this.fd = fd;
  }

  fileno(): number {
    return this.fd;
  }

  /** Lets something arrive here. */
  makeReady(): void {
    this.world.setReadable(this.fd, true);
  }

  /**
   * Takes what has arrived.
   *
   * @throws BlockingIOError where nothing has, as a socket's end does that does not block
   */
  drain(): void {
    if (!this.world.isReadable(this.fd)) throw new BlockingIOError("nothing has arrived");
    this.world.setReadable(this.fd, false);
  }
}

/** Known by the name of its class, as errors are to programs. */
class BlockingIOError extends OSError {}

/** What may be different in a virtual world. */
export interface VirtualWorldOptions {
  /** Polls and scheduled callbacks after which a program counts as endless; default: no limit. */
  readonly budget?: number;
  /** Makes the loops; default {@link EventLoop} itself. */
  readonly loopOver?: (selector: VirtualSelector, world: VirtualWorld) => EventLoop;
}

/** The time and the descriptors of one program. */
export class VirtualWorld {
  now = 0;
  /** Whether the program polled or scheduled more often than its budget allows. */
  spent = false;
  /** Whether the order of two callbacks was left to the loop: a descriptor's and another one's. */
  descriptorOrderOpen = false;
  /** Whether the program had a loop close its generators. */
  shutDown = false;
  /** Whether a timer was due when it was set. */
  overdue = false;
  /** Times at which something was due, in the order in which it was scheduled. Seconds. */
  readonly deadlines: number[] = [];
  private steps = 0;
  private readonly options: VirtualWorldOptions;
  private busyPolls = 0;
  private first: VirtualSelector | undefined;
  /** Weak: a selector knows its loop, and nothing here may keep a loop alive. */
  private selectors: readonly WeakRef<VirtualSelector>[] = [];
  private readonly readable = new Set<number>();
  private nextFd = 3;

  constructor(options: VirtualWorldOptions = {}) {
    this.options = options;
  }

  /** A loop has polled, and so many descriptors were ready. */
  polled(timeout: number | null, ready: number): void {
    if (ready > 1 || (ready === 1 && timeout === 0)) this.descriptorOrderOpen = true;
    this.step();
  }

  /** Something was scheduled. A program whose callbacks multiply never polls often. */
  scheduled(): void {
    this.step();
  }

  private step(): void {
    const { budget = Number.POSITIVE_INFINITY } = this.options;
    this.steps += 1;
    if (this.steps > budget) this.giveUp();
  }

  private giveUp(): never {
    this.spent = true;
    throw new DeadlockError(`The program has not come to an end within ${this.steps} steps`);
  }

  makeLoop(): EventLoop {
    const selector = new SharedTimeSelector(this);
    for (let fd = 3; fd < this.nextFd; fd += 1) selector.makeReady(fd, WRITE);
    for (const fd of this.readable) selector.makeReady(fd, READ);
    this.first ??= selector;
    this.selectors = [...this.selectors, new WeakRef(selector)];
    return this.options.loopOver?.(selector, this) ?? new EventLoop(selector);
  }

  /** A closed loop polls no more: a program that makes loop after loop must not become slower with each. */
  forget(closed: VirtualSelector): void {
    this.selectors = this.selectors.filter((selector) => {
      const living = selector.deref();
      return living !== undefined && living !== closed;
    });
  }

  /** A poll has taken so many seconds. A program that is never idle must not stop the time for its timers. */
  pass(seconds: number): void {
    this.busyPolls = seconds > 0 ? 0 : this.busyPolls + 1;
    // Other virtual clocks stand still for a program that is never idle.
    if (this.busyPolls > BUSY_POLLS && this.options.budget !== undefined) this.giveUp();
    this.now += this.busyPolls > BUSY_POLLS ? BUSY_STEP : seconds;
  }

  makePair(): Pair {
    return [this.makeEnd(), this.makeEnd()];
  }

  setReadable(fd: number, readable: boolean): void {
    if (readable) this.readable.add(fd);
    else this.readable.delete(fd);
    for (const selector of this.living()) {
      if (readable) selector.makeReady(fd, READ);
      else selector.clearReady(fd, READ);
    }
  }

  isReadable(fd: number): boolean {
    return this.readable.has(fd);
  }

  /** Timeouts that the program's first loop polled with. */
  polls(): readonly (number | null)[] {
    return this.first?.polls ?? [];
  }

  private living(): readonly VirtualSelector[] {
    return this.selectors.flatMap((selector) => selector.deref() ?? []);
  }

  private makeEnd(): VirtualEnd {
    const fd = this.nextFd++;
    for (const selector of this.living()) selector.makeReady(fd, WRITE);
    return new VirtualEnd(this, fd);
  }
}

/**
 * What the interpreter is given of a virtual world; a new one for each program.
 *
 * @param makeWorld makes the world of each program
 */
export function virtualSurroundings(makeWorld = () => new VirtualWorld()) {
  let world = makeWorld();
  return {
    clocks: ["real", "virtual"],
    clockResolution: 1e-9,
    makeLoop: () => world.makeLoop(),
    host: {
      begin: () => {
        world = makeWorld();
      },
      now: () => world.now,
      block: (seconds: number) => {
        world.now += seconds;
      },
      makePair: () => world.makePair(),
      makeReady: (end: unknown) => (end as VirtualEnd).makeReady(),
      drain: (end: unknown) => (end as VirtualEnd).drain(),
      polls: () => world.polls(),
    },
  } as const;
}
