/** What is watched: connections, listening sockets, pipes. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  log,
  pair,
  quiet,
  variable,
} from "../../language/build.ts";
import {
  accept,
  connect,
  finished,
  hangUp,
  listen,
  peer,
  portOf,
  send,
  startPeer,
  takeOver,
} from "../../language/build-network.ts";
import { createFuture, methodCall, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  connected,
  empty,
  fill,
  numberOf,
  OTHER,
  READER,
  readerOfPipe,
  WATCHED,
  WRITER,
} from "../kit/descriptors.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSE = {
  reader: "add-reader.fires-when-readable",
  writer: "add-writer.fires-when-writable",
} as const;

export const descriptorSources = table([
  kase(
    "descriptors/reader-of-a-connection",
    "a reader of a TCP socket runs for what a peer sends",
    {
      clauses: [CLAUSE.reader],
      fns: {
        other: peer(listen(), accept(), send("x"), { op: "receive_end" }),
        ready: callback(READER.remove(variable("fd")), methodCall("heard", "set_result", [null])),
        waits: quiet(
          coroutine(
            ...connected,
            createFuture("heard"),
            READER.add("ready", [], variable("fd")),
            await_(variable("heard")),
            methodCall("sock", "close"),
            finished("peer"),
          ),
        ),
      },
      main: [runUntilComplete(call("waits"))],
      // What was not read turns the end into a reset on some systems.
      expect: trace("ready", { one_of: [["other: end"], ["other: reset"]] }),
    },
  ),
  kase("descriptors/reader-of-a-listener", "a reader of a listening socket runs for a connection", {
    clauses: [CLAUSE.reader],
    fns: {
      other: peer(connect(), hangUp()),
      ready: callback(READER.remove(variable("fd")), methodCall("heard", "set_result", [null])),
      waits: quiet(
        coroutine(
          assign("listener", { make: "socket", state: "listening" }),
          assign("fd", numberOf(variable("listener"))),
          createFuture("heard"),
          READER.add("ready", [], variable("fd")),
          startPeer("other", "peer", portOf("listener")),
          await_(variable("heard")),
          finished("peer"),
        ),
      ),
    },
    main: [runUntilComplete(call("waits"))],
    expect: trace("ready"),
  }),
  kase("descriptors/reader-of-a-pipe", "a reader of a pipe runs for what is written into it", {
    clauses: [CLAUSE.reader],
    fns: readerOfPipe(peer(takeOver(), send("x"), hangUp())),
    main: [runUntilComplete(call("waits"))],
    expect: trace("ready"),
  }),
  ...[
    { slug: "", title: "", fns: {}, before: [] },
    ...CIRCUMSTANCES.filter(({ slug }) => ["debug", "second-run"].includes(slug)).map((one) => ({
      ...one,
      slug: `-${one.slug}`,
      title: ` ${one.title}`,
    })),
  ].map(({ slug, title, fns, before }) =>
    kase(`descriptors/writer-silent${slug}`, `a writer waits until its socket takes data${title}`, {
      clauses: [CLAUSE.writer],
      fns: { ...fns, ready: callback(WRITER.settles("p"), END) },
      main: [
        ...before,
        pair("p"),
        fill(WATCHED),
        WRITER.add("ready"),
        runFor(0.02),
        log("silent"),
        ...untilEnd(empty(OTHER)),
      ],
      expect: trace("silent", "ready"),
    }),
  ),
  kase("descriptors/writer-of-a-connection", "a writer of a TCP socket runs once it takes data", {
    clauses: [CLAUSE.writer],
    fns: {
      other: peer(listen(), accept(), { op: "receive_end" }),
      ready: callback(WRITER.remove(variable("fd")), methodCall("heard", "set_result", [null])),
      waits: quiet(
        coroutine(
          ...connected,
          createFuture("heard"),
          WRITER.add("ready", [], variable("fd")),
          await_(variable("heard")),
          methodCall("sock", "close"),
          finished("peer"),
        ),
      ),
    },
    main: [runUntilComplete(call("waits"))],
    expect: trace("ready", "other: end"),
  }),
  kase("descriptors/writer-of-a-pipe", "a writer of a pipe runs once it takes data", {
    clauses: [CLAUSE.writer],
    fns: {
      ready: callback(WRITER.remove(variable("fd")), END),
    },
    main: [
      assign("pipe", { make: "pipe" }),
      assign("fd", numberOf({ item: 1, of: variable("pipe") })),
      ...untilEnd(WRITER.add("ready", [], variable("fd"))),
    ],
    expect: trace("ready"),
  }),
]);
