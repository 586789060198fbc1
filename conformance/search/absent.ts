/** What the vocabulary leaves out of the language, and why. A test holds it against the table of cases. */
import type { Capability } from "../language/capabilities.ts";

const AT_ONCE = "signals interrupt the code that they find: no program can foresee where";
const COLLECTED =
  "when something is collected is left open, and the search holds everything until the end";
const MEASURED = "a quantity differs from run to run";
const PROCESS =
  "what the interpreter does by itself would be part of the program: its policy, its signals, its children";
const THREADS =
  "threads that go on beside the program are not ordered: drawn are those that are joined at once";
const EXECUTORS =
  "a job goes on beside the loop: in virtual time no timer could wait for it, and on a real clock its end is not ordered";
const TEXTS = "no text promises debugging texts";
const NETWORK = "input and output have separate programs, with peers";
const CONSTANT = "its answer depends on nothing that a loop does";
const VERSIONS = "editions differ in it";
const HOOKS = "the hook is one for the thread, and the search of generators needs none";
const CONTEXT = "it takes a context that only a loop makes: handlers get one, and are drawn";

/**
 * Cases that need one of these are programs with peers, which have a vocabulary of their own to come: what they use is
 * not held against this one.
 */
export const WITH_PEERS: ReadonlySet<Capability> = new Set<Capability>([
  "sockets",
  "network",
  "unix-sockets",
  "datagrams",
  "tls",
  "pipes",
  "files",
  "children",
  "subprocesses",
]);

/** Reasons by word; see `language.ts` for the words. */
export const ABSENT: { readonly [word: string]: string } = {
  ...because(
    AT_ONCE,
    ".add_signal_handler .remove_signal_handler signal raise_signal expression:disposition",
  ),
  ...because(COLLECTED, "gc weak drop expression:alive"),
  ...because(
    MEASURED,
    "measure difference metric measure:cpu measure:descriptors measure:loop_time measure:time measure:threads attribute:slow_callback_duration attribute:count set_attr bound.time .when",
  ),
  ...because(
    PROCESS,
    "fork make:runner .run .__enter__ .__exit__ expression:subprocess_exit asyncio.get_event_loop_policy asyncio.set_event_loop_policy",
  ),
  ...because(
    THREADS,
    "wait make:event make:thread_pool make:interpreter_pool make:concurrent_future host:thread_id .set .submit .shutdown asyncio.run_coroutine_threadsafe asyncio.wrap_future",
  ),
  ...because(EXECUTORS, ".run_in_executor .set_default_executor .shutdown_default_executor"),
  ...because(TEXTS, "expression:repr expression:contains"),
  ...because(
    NETWORK,
    ".sock_recv .sock_sendall .sock_accept .sock_connect .add_writer .remove_writer expression:bytes expression:decode",
  ),
  ...because(CONSTANT, ".get_coro .get_context host:debug_wanted"),
  ...because("no text promises hashes", "expression:hash"),
  ...because(
    VERSIONS,
    "asyncio.create_eager_task_factory module:eager_task_factory .cancelling .uncancel asyncio.wait",
  ),
  ...because(HOOKS, "set_asyncgen_hook host:asyncgen_firstiter"),
  ...because(CONTEXT, ".call_exception_handler"),
  ...because(
    "programs raise it by doing what it stands for",
    "error:AttributeError error:GeneratorExit error:InvalidStateError error:StopAsyncIteration",
  ),
  ...because(
    "a future cannot hold it, and only functions of an executor raise it",
    "error:StopIteration",
  ),
  ...because("closing from a callback is refused, and drawn as a call", "bound.close"),
  ...because("a coroutine in its place is drawn", "make:awaitable"),
};

function because(reason: string, words: string): { readonly [word: string]: string } {
  return Object.fromEntries(words.split(" ").map((word) => [word, reason]));
}
