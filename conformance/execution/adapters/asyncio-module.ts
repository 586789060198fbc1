/** What an adapter can give besides its loop: the functions and classes of an asyncio module, in JavaScript. */

// biome-ignore lint/suspicious/noExplicitAny: whatever the implementation's own signature is
export type AnyFunction = (...args: any[]) => any;
// biome-ignore lint/suspicious/noExplicitAny: whatever the implementation's own signature is
export type AnyClass = abstract new (...args: any[]) => any;

/** A context variable, as `contextvars.ContextVar` in camelCase. */
export interface ContextVariable {
  /** The value in the current context; without one, `fallback`. */
  get(fallback: unknown): unknown;
  set(value: unknown): unknown;
}

/** A mapping of context variables to values, as `contextvars.Context` in camelCase. */
export interface ContextObject {
  run(callback: () => unknown): unknown;
  has(variable: ContextVariable): boolean;
  get(variable: ContextVariable): unknown;
}

/** Hooks for asynchronous generators of the calling thread. */
export interface AsyncgenHooks {
  readonly firstIteration: AnyFunction | null;
  readonly finalizer: AnyFunction | null;
}

/**
 * The functions and classes of an implementation's asyncio module, all optional: what is not given is not asked for.
 *
 * Names are asyncio's in camelCase. Positional arguments stay positional, keyword arguments become one trailing
 * object; `gather` takes an array. Errors are told apart by the names of their classes.
 */
export interface AsyncioModule {
  readonly allTasks?: AnyFunction;
  readonly currentTask?: AnyFunction;
  readonly ensureFuture?: AnyFunction;
  readonly gather?: AnyFunction;
  readonly getEventLoop?: AnyFunction;
  readonly getEventLoopPolicy?: AnyFunction;
  readonly getRunningLoop?: AnyFunction;
  readonly isFuture?: AnyFunction;
  readonly newEventLoop?: AnyFunction;
  readonly run?: AnyFunction;
  readonly setEventLoop?: AnyFunction;
  readonly setEventLoopPolicy?: AnyFunction;
  readonly shield?: AnyFunction;
  /** Without it, a `sleep` over `createFuture()` and `callLater()` of the loop under test is used. */
  readonly sleep?: AnyFunction;
  readonly wait?: AnyFunction;
  readonly waitFor?: AnyFunction;
  readonly wrapFuture?: AnyFunction;
  /** `partial(callback, args, keywords)`; the keywords reach the callback as one trailing object. */
  readonly partial?: AnyFunction;

  readonly AbstractEventLoop?: AnyClass;
  readonly AbstractServer?: AnyClass;
  /** `new DefaultEventLoopPolicy(makeLoop)`, with `getEventLoop()`, `setEventLoop(loop)`, `newEventLoop()`. */
  readonly DefaultEventLoopPolicy?: AnyClass;
  /** `new Future(loop)`. */
  readonly Future?: AnyClass;
  readonly Handle?: AnyClass;
  /** `new Runner({ loopFactory, debug })`. */
  readonly Runner?: AnyClass;
  /** `new Task(coroutine, loop)`. */
  readonly Task?: AnyClass;
  readonly TimerHandle?: AnyClass;

  /** Bases of protocols, transports of streams and datagrams, children; without the first four, protocols have none. */
  readonly Protocol?: AnyClass;
  readonly BufferedProtocol?: AnyClass;
  readonly DatagramProtocol?: AnyClass;
  readonly SubprocessProtocol?: AnyClass;
  readonly Transport?: AnyClass;
  readonly DatagramTransport?: AnyClass;
  readonly SubprocessTransport?: AnyClass;

  /** What `subprocessExec()` takes for a standard stream. */
  readonly PIPE?: unknown;
  readonly DEVNULL?: unknown;
  readonly STDOUT?: unknown;

  /** Makes an empty context; see `ContextObject`. */
  readonly Context?: AnyClass;
  /** `new ContextVar(name)`; see `ContextVariable`. */
  readonly ContextVar?: AnyClass;
  readonly copyContext?: AnyFunction;

  /**
   * Makes an asynchronous generator function of a generator function in which `yield emit(value)` produces and `yield*`
   * awaits. What it makes has `anext()`, `asend(value)`, `athrow(error)`, `aclose()`, which return awaitables.
   */
  readonly asyncGenerator?: AnyFunction;
  readonly emit?: AnyFunction;
  /** Gives the `AsyncgenHooks` of the thread. */
  readonly getAsyncGeneratorHooks?: AnyFunction;
  readonly setAsyncGeneratorHooks?: AnyFunction;

  readonly BaseException?: AnyClass;
  readonly CancelledError?: AnyClass;
  readonly InvalidStateError?: AnyClass;
  readonly KeyboardInterrupt?: AnyClass;
  readonly RuntimeError?: AnyClass;
  readonly StopAsyncIteration?: AnyClass;
  readonly SystemExit?: AnyClass;
  readonly TimeoutError?: AnyClass;
  readonly ValueError?: AnyClass;
}

/** A module of that shape, read by computed names. */
export type AsyncioNames = { readonly [name: string]: unknown };
