/**
 * Expressions of the case language: what a program can name, make, call and compare.
 *
 * An expression is plain JSON. `loop` is the name of the loop under test, made before the program starts; every other
 * name is bound by an operation's `as`, by a parameter or by a repeat index. Names of methods and functions are
 * Python's; a driver in another language maps them to its own (`call_soon` -> `callSoon`).
 */

import type { NetworkExpression } from "./network.ts";
import type { MadeResource, ResourceExpression } from "./resources.ts";
import type { Ascii, ExitStatus, Name, PositiveCount } from "./terms.ts";

/** A value that is written down as it is. */
export type Literal = null | boolean | number | string;

/** Keyword arguments of a call. */
export type Keywords = { readonly [name: string]: Expression };

/**
 * Names of error kinds: the class's own name as in Python, with `AppError` (an `Exception`) and `AppExit` (a
 * `BaseException`) for errors that no library raises.
 */
export type ErrorKind =
  | "AppError"
  | "AppExit"
  | "AssertionError"
  | "AttributeError"
  | "BlockingIOError"
  | "BrokenPipeError"
  | "CancelledError"
  | "ConnectionAbortedError"
  | "ConnectionError"
  | "ConnectionRefusedError"
  | "ConnectionResetError"
  | "DeprecationWarning"
  | "FileNotFoundError"
  | "GeneratorExit"
  | "InvalidStateError"
  | "KeyboardInterrupt"
  | "LookupError"
  | "NotImplementedError"
  | "OSError"
  | "OverflowError"
  | "ProcessLookupError"
  | "ResourceWarning"
  | "RuntimeError"
  | "SendfileNotAvailableError"
  | "StopAsyncIteration"
  | "StopIteration"
  | "SystemExit"
  | "TimeoutError"
  | "TypeError"
  | "ValueError"
  | "ZeroDivisionError";

/** Classes that `is` can ask about. */
export type TypeName =
  | "AbstractEventLoop"
  | "AbstractServer"
  | "Context"
  | "DatagramTransport"
  | "Exception"
  | "Future"
  | "Handle"
  | "OSError"
  | "SubprocessTransport"
  | "Task"
  | "TimerHandle"
  | "Transport"
  | "awaitable"
  | "bool"
  | "bytes"
  | "dict"
  | "float"
  | "int"
  | "number"
  | "str"
  | "tuple";

/** Functions of the host's asyncio module that a program may call by name. */
export type AsyncioFunction =
  | "all_tasks"
  | "create_eager_task_factory"
  | "current_task"
  | "ensure_future"
  | "gather"
  | "get_event_loop"
  | "get_event_loop_policy"
  | "get_running_loop"
  | "iscoroutine"
  | "isfuture"
  | "new_event_loop"
  | "run_coroutine_threadsafe"
  | "set_event_loop"
  | "set_event_loop_policy"
  | "shield"
  | "sleep"
  | "wait"
  | "wait_for"
  | "wrap_future";

/** What `make` can make. */
export type Makeable =
  /** Another loop of the implementation under test (its factory is called once more). */
  | { readonly make: "loop" }
  /** A fresh object with an identity, no behaviour, and support for weak references. */
  | { readonly make: "object" }
  /** An empty context (`contextvars.Context()`), or a copy of the current one. */
  | { readonly make: "context" | "copy_context" }
  /** A flag that threads wait for (`threading.Event`): methods `set`, `is_set`; see the operation `wait`. */
  | { readonly make: "event" }
  /** Two connected, non-blocking stream sockets; see `end`, `make_ready`, `drain`. */
  | { readonly make: "socketpair" }
  /** A thread pool (`concurrent.futures.ThreadPoolExecutor`), `workers` threads at most (default 2). */
  | { readonly make: "thread_pool"; readonly workers?: PositiveCount }
  /** A thread pool whose threads have interpreters of their own (`InterpreterPoolExecutor`, 3.14+). */
  | { readonly make: "interpreter_pool" }
  /** A future of `concurrent.futures`, which is not awaitable. */
  | { readonly make: "concurrent_future" }
  /** A plain (not coroutine) generator object, which gives the elements in their order; none unless given. */
  | { readonly make: "generator"; readonly elements?: readonly Expression[] }
  /** An object whose `__await__` delegates to a new call of the coroutine function `fn`. */
  | { readonly make: "awaitable"; readonly fn: Name }
  /** `asyncio.Runner` (3.11+). `factory` makes its loop; without one, the implementation's factory does. */
  | { readonly make: "runner"; readonly debug?: boolean | null; readonly factory?: Expression }
  /** `asyncio.Task(coroutine, loop=loop, **keywords)`: what a task factory returns. `keywords` may name another loop. */
  | {
      readonly make: "task";
      readonly of: Expression;
      readonly loop?: Expression;
      readonly keywords?: Expression;
    }
  /** `asyncio.Future(loop=loop)`. */
  | { readonly make: "future"; readonly loop?: Expression }
  | MadeResource;

/** Facts that the host knows. */
export type HostFact =
  /** Identity of the current thread. */
  | "thread_id"
  /** Whether new loops are to be in debug mode: an environment variable or the host's development mode says so. */
  | "debug_wanted"
  /** The first-iteration hook for asynchronous generators that is set in this thread, or None. */
  | "asyncgen_firstiter"
  /** The finalizer hook for asynchronous generators that is set in this thread, or None. */
  | "asyncgen_finalizer";

/** An expression: see each member. */
export type Expression =
  | Literal
  /** A named value. */
  | { readonly $: Name }
  /** A function of the program, as a value. */
  | { readonly fn: Name }
  /** A tuple. */
  | { readonly list: readonly Expression[] }
  /** Bytes of an ASCII text. */
  | { readonly bytes: Ascii }
  /** The text of bytes (ASCII). */
  | { readonly decode: Expression }
  /** A method call; `on` is the loop under test unless given. */
  | {
      readonly m: Name;
      readonly on?: Expression;
      readonly args?: readonly Expression[];
      readonly kwargs?: Keywords;
    }
  /** A bound method, not called; `on` is the loop under test unless given. */
  | { readonly bound: Name; readonly on?: Expression }
  /** An attribute's value; `of` is the loop under test unless given. */
  | { readonly attr: Name; readonly of?: Expression }
  /** True if the object has a callable of that name; `of` is the loop under test unless given. */
  | { readonly has_method: Name; readonly of?: Expression }
  /** True if the asyncio module has a callable of that name. */
  | { readonly has_function: Name }
  /** A call of a function of the asyncio module. */
  | {
      readonly asyncio: AsyncioFunction;
      readonly args?: readonly Expression[];
      readonly kwargs?: Keywords;
    }
  /** `asyncio.run(coroutine)`. `factory` makes its loop (3.12+); without one, the implementation under test does. */
  | { readonly run: Expression; readonly debug?: boolean | null; readonly factory?: Expression }
  /** A task factory of the asyncio module, as a value (3.12+). */
  | { readonly module: "eager_task_factory" }
  /** A call of a function of the program: a coroutine, an asynchronous generator, or a plain call's result. */
  | { readonly call: Name; readonly args?: readonly Expression[] }
  /** `functools.partial(function, *args, **kwargs)`. */
  | {
      readonly partial: Expression;
      readonly args?: readonly Expression[];
      readonly kwargs?: Keywords;
    }
  /** A new error of that kind. */
  | { readonly error: ErrorKind; readonly message?: string }
  | Makeable
  | { readonly host: HostFact }
  /** `loop.time()` plus seconds; `on` is the loop under test unless given. */
  | { readonly time_plus: number; readonly on?: Expression }
  /** An item of a mapping (of an exception handler's context) or sequence; None where a mapping lacks it. */
  | { readonly item: string | number; readonly of: Expression }
  /** Number of elements. */
  | { readonly len: Expression }
  /** Value of a context variable in the current context; "unset" where it has none. Variables need no declaration. */
  | { readonly cv: Name }
  /** Value of a context variable in a context object; "unset" where it has none. */
  | { readonly cv: Name; readonly in: Expression }
  /** One end (0 or 1) of a socket pair. */
  | { readonly end: Name; readonly side: 0 | 1 }
  /** Awaitables of an asynchronous generator. */
  | { readonly anext: Expression }
  | { readonly asend: Expression; readonly value: Expression }
  | { readonly athrow: Expression; readonly error: Expression }
  | { readonly aclose: Expression }
  /** An awaitable: starts the host's own interpreter as a child that exits with this status; gives its status. */
  | { readonly subprocess_exit: ExitStatus }
  /** True while the object behind a weak reference (operation `weak`) is alive. */
  | { readonly alive: Name }
  /** What the program's own signal disposition is: "default", "ignore" or "handler". */
  | { readonly disposition: SignalName }
  /** The host's debugging text of a value. */
  | { readonly repr: Expression }
  /** The hash of an object, a whole number. */
  | { readonly hash: Expression }
  /** The kind of an error value, as traces show it. */
  | { readonly kind: Expression }
  /** Comparisons and the little arithmetic that programs need. */
  | { readonly same: readonly [Expression, Expression] }
  | { readonly equal: readonly [Expression, Expression] }
  | { readonly less: readonly [Expression, Expression] }
  | { readonly contains: Expression; readonly text: string }
  | { readonly not: Expression }
  | { readonly add: readonly [Expression, Expression] }
  | { readonly is: Expression; readonly type: TypeName }
  | NetworkExpression
  | ResourceExpression;

/** Signals that programs may use. */
export type SignalName = "SIGINT" | "SIGTERM" | "SIGUSR1" | "SIGUSR2";
