// A driver that misbehaves in one way, named by its first argument: what the runner must survive.
const { createInterface } = require("node:readline");

const [behaviour = "good", ...more] = process.argv.slice(2);
const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const hello = {
  type: "hello",
  protocol: 1,
  implementation: {
    name: "fake",
    version: "1",
    language: "JavaScript",
    languageVersion: "1",
    platform: "test",
  },
  edition: "3.13",
  capabilities: ["contexts"],
  clocks: ["real"],
  clockResolution: 0.001,
};
const resultFor = ({ seq, program }, extra = {}) => ({
  type: "result",
  seq,
  outcome: "ok",
  trace: program.main.map(({ text }) => text),
  metrics: {},
  reports: [],
  warnings: [],
  logs: [],
  us: 1,
  ...extra,
});
const nested = (depth) => "[".repeat(depth) + "]".repeat(depth);
const without = (message, field) => {
  const { [field]: _left, ...rest } = message;
  return rest;
};
// Its own version is counted in a file that the test names: a driver that is started again then speaks for another.
const greeting = () => {
  if (behaviour !== "another-each-time") return hello;
  const { appendFileSync, statSync } = require("node:fs");
  appendFileSync(process.env.LOOPSPEC_STARTS, ".");
  const version = String(statSync(process.env.LOOPSPEC_STARTS).size);
  return { ...hello, implementation: { ...hello.implementation, version } };
};
let runs = 0;

const greetings = {
  "garbage-at-hello": () => process.stdout.write("hello there\n"),
  "json-garbage-at-hello": () => send({ type: "surprise" }),
  "silent-at-hello": () => undefined,
  "dies-at-hello": () => {
    process.stderr.write("no such library\n");
    process.exit(4);
  },
  fatal: () => send({ type: "fatal", message: "cannot import `m`", detail: "Traceback: m" }),
  "other-protocol": () => send({ ...hello, protocol: 7 }),
  "forks-and-is-wrong": () => send({ ...hello, capabilities: ["fork"] }),
  "forks-and-is-right-in-children": () => send({ ...hello, capabilities: ["fork"] }),
  "forks-and-is-right-at-once": () => send({ ...hello, capabilities: ["fork"] }),
  "hello-without-implementation": () => send(without(hello, "implementation")),
  "hello-without-version": () =>
    send({ ...hello, implementation: without(hello.implementation, "version") }),
  "hello-with-null-capabilities": () => send({ ...hello, capabilities: null }),
  "hello-with-strange-capabilities": () => send({ ...hello, capabilities: ["telepathy"] }),
  "hello-with-numbers-for-capabilities": () => send({ ...hello, capabilities: [1, 2] }),
  "hello-without-clocks": () => send({ ...hello, clocks: [] }),
  "hello-with-a-strange-edition": () => send({ ...hello, edition: "latest" }),
  "hello-with-a-negative-resolution": () => send({ ...hello, clockResolution: -1 }),
  "hello-with-more": () => send({ ...hello, verdict: "pass" }),
  "hello-nested-deep": () =>
    process.stdout.write(`${JSON.stringify(hello).replace('["contexts"]', nested(100_000))}\n`),
  "null-at-hello": () => send(null),
  "list-at-hello": () => send([hello]),
  "text-at-hello": () => send("hello"),
  "number-at-hello": () => send(7),
  "fatal-without-message": () => send({ type: "fatal" }),
  "result-at-hello": () => send(resultFor({ seq: 0, program: { main: [] } })),
};
const answers = {
  "result-without-trace": (request) => send(without(resultFor(request), "trace")),
  "result-without-outcome": (request) => send(without(resultFor(request), "outcome")),
  "result-without-seq": (request) => send(without(resultFor(request), "seq")),
  "result-with-a-null-trace": (request) => send(resultFor(request, { trace: null })),
  "result-with-numbers-for-entries": (request) => send(resultFor(request, { trace: [1, 2] })),
  "result-with-a-text-for-a-trace": (request) => send(resultFor(request, { trace: "a" })),
  "result-with-long-entries": (request) => send(resultFor(request, { trace: ["x".repeat(500)] })),
  "result-with-too-many-entries": (request) =>
    send(resultFor(request, { trace: Array(30_000).fill("x") })),
  "result-with-a-verdict": (request) => send(resultFor(request, { verdict: "pass" })),
  "result-with-a-strange-outcome": (request) => send(resultFor(request, { outcome: "fine" })),
  "result-with-strange-reports": (request) => send(resultFor(request, { reports: [{}] })),
  "result-with-strange-logs": (request) => send(resultFor(request, { logs: [null] })),
  "result-with-strange-warnings": (request) => send(resultFor(request, { warnings: {} })),
  "result-with-strange-metrics": (request) => send(resultFor(request, { metrics: { a: "fast" } })),
  "result-with-strange-polls": (request) => send(resultFor(request, { polls: ["soon"] })),
  "result-with-a-negative-time": (request) => send(resultFor(request, { us: -5 })),
  "result-with-a-text-for-tainted": (request) => send(resultFor(request, { tainted: "yes" })),
  "result-nested-deep": (request) =>
    process.stdout.write(
      `${JSON.stringify(resultFor(request, { trace: 0 })).replace('"trace":0', `"trace":${nested(100_000)}`)}\n`,
    ),
  "result-with-a-deep-stranger": (request) =>
    process.stdout.write(
      `${JSON.stringify(resultFor(request, { more: 0 })).replace('"more":0', `"more":${nested(100_000)}`)}\n`,
    ),
  "nested-deep": () => process.stdout.write(`${nested(100_000)}\n`),
  null: () => send(null),
  "bytes-that-are-no-text": () => process.stdout.write(Buffer.from([0xff, 0xfe, 0x00, 0x0a])),
  babbles: () => {
    for (let line = 0; line < 1000; line += 1) process.stdout.write(`line ${line}\n`);
  },
  "another-each-time": () => process.exit(5),
  "answers-and-babbles": (request) => {
    // In one write: what arrives later might as well belong to the next case.
    process.stdout.write(`${JSON.stringify(resultFor(request))}\nand another thing\n`);
  },
  good: (request) => send(resultFor(request)),
  wrong: (request) => send(resultFor(request, { trace: ["wrong"] })),
  "wrong-in-an-old-process": (request) =>
    send(resultFor(request, runs > 1 ? { trace: ["wrong"] } : {})),
  "dies-in-an-old-process": (request) => (runs > 1 ? process.exit(5) : send(resultFor(request))),
  "forks-and-is-wrong": (request) =>
    send(resultFor(request, { trace: [`${process.pid} ${request.isolate ? "child" : "driver"}`] })),
  "forks-and-is-right-in-children": (request) =>
    send(resultFor(request, request.isolate ? {} : { trace: ["wrong"] })),
  "forks-and-is-right-at-once": (request) =>
    send(resultFor(request, runs > 1 && !request.isolate ? { trace: ["wrong"] } : {})),
  garbage: () => process.stdout.write("{not json\n"),
  dies: () => process.exit(5),
  "dies-by-signal": () => process.kill(process.pid, "SIGSEGV"),
  "dies-with-half-a-line": () => {
    process.stdout.write('{"type":"res', () => process.exit(5));
  },
  silent: () => undefined,
  hangs: (request) => send(resultFor(request, { outcome: "hang", trace: ["a"], why: "in select" })),
  twice: (request) => {
    send(resultFor(request));
    send(resultFor(request));
  },
  "out-of-turn": (request) => send(resultFor({ ...request, seq: request.seq + 5 })),
  "hello-again": () => send(hello),
  "long-line": () => {
    const chunk = Buffer.alloc(8 * 1024 * 1024, 120);
    const write = (left) => {
      if (left > 0) process.stdout.write(chunk, () => write(left - 1));
    };
    write(13);
  },
  "closes-output": (request) => {
    process.stdout.end();
    setInterval(() => request, 1000);
  },
  tainted: (request) => send(resultFor(request, { tainted: true, trace: [String(process.pid)] })),
  "leaves-a-child": (request) => {
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      stdio: ["ignore", 1, 2],
    });
    send(resultFor(request, { trace: [String(child.pid)] }));
  },
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (message.type === "bye") process.exit(0);
  if (message.type === "hello") (greetings[behaviour] ?? (() => send(greeting())))();
  if (message.type === "run") {
    runs += 1;
    (
      answers[
        more.includes(message.program.main[0]?.text) || more.length === 0 ? behaviour : "good"
      ] ?? answers.good
    )(message);
  }
});
