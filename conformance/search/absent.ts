/**
 * What the vocabularies leave out of the language, and why: that of programs on one loop alone, and that of programs of
 * input and output. A test holds them against the table of cases.
 */
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
  "a job goes on beside the loop, and in virtual time no timer could wait for it: programs of input and output draw jobs that are awaited at once";
const TEXTS = "no text promises debugging texts";
const NETWORK = "input and output have separate programs, with peers: the profile `io`";
const CONSTANT = "its answer depends on nothing that a loop does";
const VERSIONS = "editions differ in it";
const HOOKS = "the hook is one for the thread, and the search of generators needs none";
const CONTEXT = "it takes a context that only a loop makes: handlers get one, and are drawn";

/**
 * Cases that need one of these are programs of input and output: what they use is held against both vocabularies
 * together.
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
  ...because(
    "it says whether a loop refused to be made; one that is drawn is made",
    "attribute:loop",
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

const TLS =
  "a handshake takes longer than all steps of a program together; behind it a stream does what the others do";
const CHILDREN =
  "each child is a process: too few programs would run in the time that a search has";
const FILES =
  "how a file is sent depends on its system, and a program has nothing to vary but lengths: the table asks for them";
const SYSTEM = "its answer depends on the system, and on nothing that a program does";
const OUTSIDE = "what is done to a socket beside the loop is not the loop's";
const INSIDE = "it looks into an object that only the table's questions need";

/** What programs of input and output leave out as well: words of cases that neither vocabulary has. */
export const IO_ABSENT: { readonly [word: string]: string } = {
  ...because(TLS, ".start_tls .wrap_socket make:tls handshake decrypt"),
  ...because(
    CHILDREN,
    ".subprocess_exec .subprocess_shell .get_pid .get_pipe_transport .get_returncode .kill .send_signal .terminate",
  ),
  ...because(FILES, ".sendfile .sock_sendfile make:file .read .seek .tell"),
  ...because(SYSTEM, ".getaddrinfo .getnameinfo .getpeername .getsockopt .can_write_eof"),
  ...because(OUTSIDE, ".setblocking .set_inheritable .recv .send .connect"),
  ...because(
    INSIDE,
    "attribute:buffer attribute:text attribute:closed attribute:sockets attribute:__class__ attribute:done attribute:parts attribute:paused attribute:pauses attribute:size",
  ),
  ...because(VERSIONS, ".close_clients .abort_clients"),
  ...because("it ends by being cancelled alone", ".serve_forever .__aenter__ .__aexit__"),
  ...because("lists in its place are drawn", "make:generator"),
  ...because("no text says which error a reset connection is lost with", "reset"),
};

function because(reason: string, words: string): { readonly [word: string]: string } {
  return Object.fromEntries(words.split(" ").map((word) => [word, reason]));
}
