/** Surroundings of the reference loop in virtual time: one clock and one set of descriptors for all loops of a program. */
import { EventLoop, READ, VirtualSelector, WRITE } from "../../../reference/index.ts";
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
    this.world.pass(super.time() - before);
    return events;
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

  /** Lets something arrive here, or takes what has arrived. */
  setReadable(readable: boolean): void {
    this.world.setReadable(this.fd, readable);
  }
}

/** The time and the descriptors of one program. */
export class VirtualWorld {
  now = 0;
  private busyPolls = 0;
  private first: VirtualSelector | undefined;
  /** Weak: a selector knows its loop, and nothing here may keep a loop alive. */
  private readonly selectors: WeakRef<VirtualSelector>[] = [];
  private readonly readable = new Set<number>();
  private nextFd = 3;

  makeLoop(): EventLoop {
    const selector = new SharedTimeSelector(this);
    for (let fd = 3; fd < this.nextFd; fd += 1) selector.makeReady(fd, WRITE);
    for (const fd of this.readable) selector.makeReady(fd, READ);
    this.first ??= selector;
    this.selectors.push(new WeakRef(selector));
    return new EventLoop(selector);
  }

  /** A poll has taken so many seconds. A program that is never idle must not stop the time for its timers. */
  pass(seconds: number): void {
    this.busyPolls = seconds > 0 ? 0 : this.busyPolls + 1;
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

/** What the interpreter is given of a virtual world; a new one for each program. */
export function virtualSurroundings() {
  let world = new VirtualWorld();
  return {
    clocks: ["real", "virtual"],
    clockResolution: 1e-9,
    makeLoop: () => world.makeLoop(),
    host: {
      begin: () => {
        world = new VirtualWorld();
      },
      now: () => world.now,
      block: (seconds: number) => {
        world.now += seconds;
      },
      makePair: () => world.makePair(),
      makeReady: (end: unknown) => (end as VirtualEnd).setReadable(true),
      drain: (end: unknown) => (end as VirtualEnd).setReadable(false),
      polls: () => world.polls(),
    },
  } as const;
}
