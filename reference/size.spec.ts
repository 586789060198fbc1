import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { packageRoot } from "#package-root";

const ROOT = join(packageRoot, "reference");
const MAX_CORE_LINES = 1200;
const MAX_FILE_LINES = 250;

/** The one file that may be long: the class of the chapter, one short method after the other. */
const FACE = "loop/event-loop.ts";
const MAX_METHOD_LINES = 8;
const MAX_DOCSTRING_LINES = 12;
const MAX_CLAUSES = 3;

/** The core: what has to be read beside the chapter. Everything else in the rooms is named below. */
const CORE: Readonly<Record<string, readonly string[]>> = {
  loop: ["error-handling", "scheduling", "iteration", "task-creation", "running", "state"].map(
    (name) => `loop/${name}.ts`,
  ),
  "what the loop knows": [
    ...["loop/current-loop.ts", "loop/ready-queue.ts", "loop/error-context.ts", "loop/inbox.ts"],
  ],
  handles: ["context/handle.ts"],
  futures: ["futures/future.ts"],
  tasks: ["futures/task.ts"],
  contexts: ["context/context.ts"],
  timers: ["loop/timer-queue.ts"],
  policies: ["policy/policy.ts"],
  "async generators": ["futures/async-generator.ts", "loop/generator-keeping.ts"],
  "virtual selector": ["waiting/virtual.ts"],
};

/** What is not counted, and why. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  "the methods of the chapter": [FACE],
  "their signatures once more, as an interface": ["loop/abstract-event-loop.ts"],
  "watching descriptors and other I/O": [
    ...["loop/watching.ts", "waiting/poll.ts", "loop/unavailable.ts"],
  ],
  "threads, executors": ["loop/executing.ts", "threads/*"],
  "other ways to wait": ["waiting/selector.ts", "waiting/thread.ts", "waiting/virtual-pipe.ts"],
  "the host's own loop, its promises and its signals": [
    ...["loop/hosting.ts", "waiting/host.ts", "futures/promise.ts", "loop/signals.ts"],
  ],
  "other chapters: coroutines and tasks, runners": [
    ...[
      "coroutine",
      "ensure-future",
      "eager",
      "gather",
      "shield",
      "sleep",
      "wait-for",
      "introspection",
    ].map((name) => `futures/${name}.ts`),
    ...["policy/runner.ts", "futures/async-iteration.ts"],
  ],
  "errors, checks of arguments, texts for people": [
    ...["text/*", "context/partial.ts", "loop/collected.ts", "futures/unretrieved.ts"],
  ],
  "the public face": ["index.ts"],
};

function sourcesOfReference(): string[] {
  return ["", "loop/", "futures/", "context/", "policy/", "text/", "waiting/", "threads/"].flatMap(
    (folder) =>
      readdirSync(join(ROOT, folder))
        .filter((name) => name.endsWith(".ts") && !name.endsWith(".spec.ts"))
        .map((name) => folder + name),
  );
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

/** Numbers of the lines on which a token of the program stands; comments and blanks are none. */
function codeLines(file: string, text: string): number {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(source);
    for (const child of children) visit(child);
    if (children.length > 0 || node.getWidth(source) === 0) return;
    const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
    const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
    for (let line = first; line <= last; line += 1) lines.add(line);
  };
  visit(source);
  return lines.size;
}

describe("size of the reference", () => {
  it("counts lines of code and no others", () => {
    const sample = "/** doc */\nconst a = 1; // why\n\n/* more\n lines */\nconst b = `x\ny`;\n";
    expect(codeLines("sample.ts", sample)).to.equal(3);
  });

  it(`has a core of at most ${MAX_CORE_LINES} lines`, () => {
    const counts = Object.values(CORE)
      .flat()
      .map((file) => codeLines(file, read(file)));
    const total = counts.reduce((sum, count) => sum + count, 0);
    expect(total).to.be.within(900, MAX_CORE_LINES);
  });

  it("says of every file whether it belongs to the core, and if not why", () => {
    const named = [...Object.values(CORE), ...Object.values(BESIDE)].flat();
    const listed = sourcesOfReference().map((file) => file.replace(/^(threads|text)\/.*/, "$1/*"));
    expect([...new Set(listed)].sort()).to.deep.equal(named.sort());
  });

  it(`has no file of more than ${MAX_FILE_LINES} lines`, () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" });
    const sources = files.filter((file) => /\.(ts|cjs)$/.test(file) && !file.endsWith(".spec.ts"));
    expect(sources.length).to.be.greaterThan(40);
    const long = sources.filter((file) => read(file).split("\n").length - 1 > MAX_FILE_LINES);
    expect(long).to.deep.equal([FACE]);
  });

  it("has short methods with short docstrings in the class of the chapter", () => {
    const source = ts.createSourceFile(FACE, read(FACE), ts.ScriptTarget.Latest, true);
    const members = source.statements.flatMap((node) =>
      ts.isClassDeclaration(node) ? [...node.members] : [],
    );
    const lines = (text: string) => text.trim().split("\n").length;
    const methods = members.filter(ts.isMethodDeclaration);
    expect(methods.length).to.be.greaterThan(30);
    const isLong = (node: ts.MethodDeclaration) =>
      (node.body?.statements ?? []).reduce((n, each) => n + lines(each.getText()), 0) >
      MAX_METHOD_LINES;
    expect(methods.filter(isLong).map((node) => node.name.getText())).to.deep.equal([]);
    const docstrings = members.flatMap((node) =>
      ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc),
    );
    const clauses = (text: string) => text.match(/@clause/g)?.length ?? 0;
    const isTooMuch = (text: string) =>
      lines(text) > MAX_DOCSTRING_LINES || clauses(text) > MAX_CLAUSES;
    expect(docstrings.map((node) => node.getText()).filter(isTooMuch)).to.deep.equal([]);
  });

  it("has one class of loops that extends another, and no abstract one", () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" });
    const classes = files
      .filter((file) => /^(loop|io)\/[\w-]+(?<!\.spec)\.ts$/.test(file))
      .flatMap((file) => [...read(file).matchAll(/^export (?:abstract )?class .*Loop\b.*$/gm)])
      .map(([line]) => line);
    expect(classes).to.deep.equal([
      "export class PollEventLoop extends EventLoop implements NetworkLoop, ProcessLoop {",
      "export class EventLoop implements AbstractEventLoop {",
    ]);
    const loop = files.filter((file) => /^loop\/[\w-]+(?<!\.spec)\.ts$/.test(file)).map(read);
    expect(
      loop.filter((text) => /as unknown as|abstract class| extends \w+ \{/.test(text)).length,
    ).to.equal(1); // the interface that extends what handles need
  });

  it("has a core that depends on nothing but Node", () => {
    const imports = Object.values(CORE)
      .flat()
      .flatMap((file) => [...read(file).matchAll(/from "([^"]+)"/g)].map((match) => match[1]));
    const foreign = imports.filter((name) => !name?.startsWith("./") && !name?.startsWith("../"));
    expect([...new Set(foreign)]).to.deep.equal(["node:worker_threads"]);
  });
});
