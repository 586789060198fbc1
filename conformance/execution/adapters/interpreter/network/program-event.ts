/** An event of the program that peers wait for. */

/** A flag in memory that the thread of the peers shares. */
export class ProgramEvent {
  readonly memory = new SharedArrayBuffer(4);
  private readonly flag = new Int32Array(this.memory);
  private readonly onSet: () => void;

  /** @param onSet has whoever waits look */
  constructor(onSet: () => void) {
    this.onSet = onSet;
  }

  set(): void {
    Atomics.store(this.flag, 0, 1);
    this.onSet();
  }

  isSet(): boolean {
    return Atomics.load(this.flag, 0) !== 0;
  }
}
