/** An event loop as somebody writes it in an evening: timers, callbacks, generators as coroutines. */
export class NaiveLoop {
  #jobs = [];
  #running = false;
  #closed = false;

  time = () => performance.now() / 1000;
  isRunning = () => this.#running;
  isClosed = () => this.#closed;
  callSoon = (callback, args = []) => this.callAt(0, callback, args);
  callLater = (delay, callback, args = []) => this.callAt(this.time() + delay, callback, args);
  callAt(when, callback, args = []) {
    this.#jobs.push({ when, run: () => callback(...args) });
    this.#jobs.sort((one, other) => one.when - other.when);
  }
  runForever() {
    for (this.#running = true; this.#running && this.#jobs.length > 0; )
      if (this.#jobs[0].when <= this.time()) this.#jobs.shift().run();
    this.#running = false;
  }
  runUntilComplete(coroutine) {
    let step = coroutine.next();
    for (; !step.done; step = coroutine.next()) this.#jobs.shift()?.run();
    return step.value;
  }
  stop() {
    this.#running = false;
  }
  close() {
    this.#closed = true;
  }
}
