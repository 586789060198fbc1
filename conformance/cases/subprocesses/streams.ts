/** The standard streams of children: pipes, files, descriptors, and none. */
import { assign, show, variable } from "../../language/build.ts";
import {
  finished,
  numbered,
  numberedBytes,
  peer,
  receiveEnd,
  seen,
  send,
  shownData,
  startPeer,
  takeOver,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  childProgram,
  DEVNULL,
  EXITED,
  feed,
  PIPE,
  pipeTransport,
  SPAWNERS,
  STDOUT,
  spawn,
  telling,
} from "../kit/children.ts";

const STREAMS = "subprocess-exec.std-streams";
const DATA = "subprocess-protocol.pipe-data-received";

const OUTPUT = telling({}, "pipe_data_received");
const END = telling({}, "process_exited");
const file = (content: string): Operation =>
  assign("file", { make: "file", content: { bytes: content } });
const FILE = variable("file");
const END_OF_PIPE: Expression = { item: 1, of: variable("pipe") };
const START_OF_PIPE: Expression = { item: 0, of: variable("pipe") };
const fileno = (of: Expression): Expression => ({ m: "fileno", on: of });
/** What was written into the file, from its beginning. */
const readFile: readonly Operation[] = [
  tell(FILE, "seek", [0]),
  assign("content", { m: "read", on: FILE }),
  show("file", { decode: variable("content") }),
];
const noPipe = (fd: number) => show("transport", pipeTransport(fd));

/** What a stream is given, and how it is written. */
interface Given {
  readonly slug: string;
  readonly title: string;
  readonly kwargs: Keywords;
}

const WHICH = [
  { name: "stdout", fd: 1, says: "says" },
  { name: "stderr", fd: 2, says: "complains" },
] as const;

const pipes = (name: string): readonly Given[] => [
  { slug: "default", title: `unless ${name} is given`, kwargs: {} },
  { slug: "pipe", title: `with ${name}=PIPE`, kwargs: { [name]: PIPE } },
];

export const subprocessStreams = table(
  SPAWNERS.flatMap((spawner) => [
    ...WHICH.flatMap(({ name, fd, says }) => [
      ...pipes(name).map(({ slug, title, kwargs }) =>
        kase(
          `subprocess/${name}-${slug}-${spawner.slug}`,
          `what a child of ${spawner.method}() writes to ${name} reaches the protocol ${title}`,
          {
            clauses: [STREAMS],
            ...childProgram(OUTPUT, [
              spawn(spawner, spawner[says]("hello"), kwargs),
              seen(`Child ${name} received hello`),
            ]),
            expect: trace(`Child ${name} received hello`),
          },
        ),
      ),
      ...[
        { slug: "none", title: "None", value: null },
        { slug: "devnull", title: "DEVNULL", value: DEVNULL },
      ].map(({ slug, title, value }) =>
        kase(
          `subprocess/${name}-${slug}-${spawner.slug}`,
          `a child of ${spawner.method}() with ${name}=${title} has no pipe for it`,
          {
            clauses: [STREAMS],
            ...childProgram(END, [
              // A stream that is inherited must not be written to: it is the driver's.
              spawn(spawner, value === null ? spawner.exits(0) : spawner[says]("lost"), {
                [name]: value,
              }),
              noPipe(fd),
              seen(EXITED),
            ]),
            // The child may end before the program asks.
            expect: trace({ any_order: ["transport=None", EXITED] }),
          },
        ),
      ),
      ...[
        { slug: "file", title: "a file", given: FILE },
        { slug: "descriptor", title: "a file's descriptor", given: fileno(FILE) },
      ].map(({ slug, title, given }) =>
        kase(
          `subprocess/${name}-${slug}-${spawner.slug}`,
          `what a child of ${spawner.method}() writes to ${name} goes into ${title}`,
          {
            clauses: [STREAMS],
            ...childProgram(END, [
              file(""),
              spawn(spawner, spawner[says]("into it"), { [name]: given }),
              seen(EXITED),
              ...readFile,
            ]),
            expect: trace(EXITED, "file=into it"),
          },
        ),
      ),
      kase(
        `subprocess/${name}-other-pipe-${spawner.slug}`,
        `what a child of ${spawner.method}() writes to ${name} goes into a pipe that is given`,
        {
          clauses: [STREAMS],
          ...childProgram(
            END,
            [
              assign("pipe", { make: "pipe" }),
              startPeer("reader", "p", START_OF_PIPE),
              spawn(spawner, spawner[says]("through it"), { [name]: END_OF_PIPE }),
              seen(EXITED),
              tell(END_OF_PIPE, "close"),
              finished("p"),
            ],
            { fns: { reader: peer(takeOver(), receiveEnd()) } },
          ),
          expect: trace(EXITED, "reader: received through it", "reader: end"),
        },
      ),
    ]),
    kase(
      `subprocess/stderr-joins-stdout-${spawner.slug}`,
      `with stderr=STDOUT what a child of ${spawner.method}() writes to stderr comes from stdout`,
      {
        clauses: [STREAMS],
        ...childProgram(OUTPUT, [
          spawn(spawner, spawner.complains("hello"), { stderr: STDOUT }),
          seen("Child stdout received hello"),
          show("transport", pipeTransport(2)),
        ]),
        expect: trace("Child stdout received hello", "transport=None"),
      },
    ),
    ...pipes("stdin").map(({ slug, title, kwargs }) =>
      kase(
        `subprocess/stdin-${slug}-${spawner.slug}`,
        `what is written to the transport of stdin reaches a child of ${spawner.method}() ${title}`,
        {
          clauses: [STREAMS],
          ...childProgram(OUTPUT, [
            spawn(spawner, spawner.echoes(), kwargs),
            ...feed({ bytes: "hello" }),
            seen("Child stdout received hello"),
          ]),
          expect: trace("Child stdout received hello"),
        },
      ),
    ),
    ...[
      { slug: "file", title: "a file", given: FILE },
      { slug: "descriptor", title: "a file's descriptor", given: fileno(FILE) },
    ].map(({ slug, title, given }) =>
      kase(
        `subprocess/stdin-${slug}-${spawner.slug}`,
        `a child of ${spawner.method}() reads from ${title} that stdin is given`,
        {
          clauses: [STREAMS],
          ...childProgram(OUTPUT, [
            file("out of it"),
            spawn(spawner, spawner.echoes(), { stdin: given }),
            seen("Child stdout received out of it"),
            noPipe(0),
          ]),
          expect: trace("Child stdout received out of it", "transport=None"),
        },
      ),
    ),
    kase(
      `subprocess/stdin-other-pipe-${spawner.slug}`,
      `a child of ${spawner.method}() reads from a pipe that stdin is given`,
      {
        clauses: [STREAMS],
        ...childProgram(
          OUTPUT,
          [
            assign("pipe", { make: "pipe" }),
            spawn(spawner, spawner.echoes(), { stdin: START_OF_PIPE }),
            startPeer("writer", "p", END_OF_PIPE),
            seen("Child stdout received through it"),
            finished("p"),
          ],
          { fns: { writer: peer(takeOver(), send("through it"), { op: "hang_up" }) } },
        ),
        expect: trace("Child stdout received through it"),
      },
    ),
    kase(
      `subprocess/stdin-devnull-${spawner.slug}`,
      `a child of ${spawner.method}() with stdin=DEVNULL reads the end at once`,
      {
        clauses: [STREAMS],
        ...childProgram(END, [
          spawn(spawner, spawner.echoes(), { stdin: DEVNULL }),
          noPipe(0),
          seen(EXITED),
        ]),
        expect: trace({ any_order: ["transport=None", EXITED] }),
      },
    ),
    kase(
      `subprocess/much-output-${spawner.slug}`,
      `all that a child of ${spawner.method}() writes reaches the protocol, however much it is`,
      {
        clauses: [DATA],
        ...childProgram(OUTPUT, [
          spawn(spawner, spawner.echoes()),
          ...feed(numbered(300_000)),
          seen(`Child stdout received ${shownData(numberedBytes(300_000))}`),
        ]),
        expect: trace(`Child stdout received ${shownData(numberedBytes(300_000))}`),
      },
    ),
    kase(
      `subprocess/output-on-both-${spawner.slug}`,
      `the protocol of a child of ${spawner.method}() is told which stream data comes from`,
      {
        clauses: [DATA],
        ...childProgram(OUTPUT, [
          spawn(spawner, spawner.says("o")),
          spawn(spawner, spawner.complains("e")),
          seen("Child stdout received o"),
          seen("Child#2 stderr received e"),
        ]),
        expect: trace({ any_order: ["Child stdout received o", "Child#2 stderr received e"] }),
      },
    ),
    kase(
      `subprocess/no-empty-data-${spawner.slug}`,
      `a child of ${spawner.method}() that writes nothing has no data received`,
      {
        clauses: [DATA],
        ...childProgram(telling({}, "pipe_data_received", "process_exited"), [
          spawn(spawner, spawner.exits(0)),
          seen(EXITED),
        ]),
        expect: trace(EXITED),
      },
    ),
  ]),
);
