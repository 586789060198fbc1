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
  "result-at-hello": () => send(resultFor({ seq: 0, program: { main: [] } })),
};
const answers = {
  good: (request) => send(resultFor(request)),
  wrong: (request) => send(resultFor(request, { trace: ["wrong"] })),
  "wrong-in-an-old-process": (request) =>
    send(resultFor(request, runs > 1 ? { trace: ["wrong"] } : {})),
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
  if (message.type === "hello") (greetings[behaviour] ?? (() => send(hello)))();
  if (message.type === "run") {
    runs += 1;
    (
      answers[
        more.includes(message.program.main[0]?.text) || more.length === 0 ? behaviour : "good"
      ] ?? answers.good
    )(message);
  }
});
