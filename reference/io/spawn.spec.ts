import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { constants as osConstants, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { ValueError } from "../text/errors.ts";
import { watchChild } from "./child-watcher.ts";
import { FileNotFoundError, PermissionError } from "./os-error.ts";
import { spawn } from "./spawn.ts";
import { DEVNULL, STDOUT } from "./stdio.ts";
import { ChildRecorder } from "./testing/child-watcher.ts";
import { describeIo, observeIo, runIo } from "./testing/real-io.ts";
import { failureOf } from "./testing/recorder.ts";

describeIo("a child process, when it is started", () => {
  it("can have its standard streams lead elsewhere", () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-"));
    const file = openSync(join(folder, "output"), "w+");
    runIo(function* (loop) {
      const script = "cat; echo out; echo err >&2";
      const [first, one] = yield* loop.subprocessShell(() => new ChildRecorder(loop), script, {
        stdin: DEVNULL,
        stderr: STDOUT,
      });
      yield* one.over;
      expect(one.output).to.deep.equal(["", "out\nerr\n", ""]);
      expect(first.getPipeTransport(0)).to.equal(null);
      expect(first.getPipeTransport(2)).to.equal(null);
      const streams = { stdin: DEVNULL, stdout: { fileno: () => file }, stderr: file } as const;
      const [, two] = yield* loop.subprocessShell(() => new ChildRecorder(loop), script, streams);
      yield* two.over;
      expect(readFileSync(join(folder, "output"), "utf8")).to.equal("out\nerr\n");
      const wrong = yield* failureOf(
        loop.subprocessShell(() => new ChildRecorder(loop), script, { stdin: "nowhere" as never }),
      );
      expect(wrong).to.be.instanceOf(ValueError).with.property("message").that.includes("`stdin`");
    });
    closeSync(file);
    rmSync(folder, { recursive: true });
  });

  it("can have standard output and standard error exchanged", () => {
    const script = "echo to-1; echo to-2 >&2";
    runIo(function* (loop) {
      // A child whose own 1 and 2 are pipes starts one whose streams are crossed.
      const code = `exec 3>&1; { sh -c '${script}' 1>&2 2>&3; }`;
      const [, protocol] = yield* loop.subprocessShell(() => new ChildRecorder(loop), code);
      yield* protocol.over;
      expect(protocol.output).to.deep.equal(["", "to-2\n", "to-1\n"]);
    });
  });

  it("may be given a folder, an environment, in a session of its own", () => {
    runIo(function* (loop) {
      const folder = tmpdir();
      const [, protocol] = yield* loop.subprocessShell(
        () => new ChildRecorder(loop),
        'pwd; echo "$GREETING"; ps -o sid= -p $$ | tr -d " "; echo $$',
        {
          cwd: folder,
          env: { PATH: process.env.PATH, GREETING: "hello" },
          startNewSession: true,
        },
      );
      yield* protocol.over;
      const [cwd, greeting, session, pid] = protocol.output[1].trim().split("\n");
      expect([cwd, greeting, session]).to.deep.equal([folder, "hello", pid]);
    });
  });

  it("may be given its folder as the URL of a file", () => {
    runIo(function* (loop) {
      const cwd = pathToFileURL(tmpdir());
      const make = () => new ChildRecorder(loop);
      const [, protocol] = yield* loop.subprocessShell(make, "pwd", { cwd });
      yield* protocol.over;
      expect(protocol.output[1]).to.equal(`${tmpdir()}\n`);
    });
  });

  it("may be in a process group of its own, and run another program than it is told", () => {
    runIo(function* (loop) {
      const make = () => new ChildRecorder(loop);
      const args = ["its-name", "-c", 'echo "$0"; ps -o pgid= -p $$ | tr -d " "; echo $$'];
      const options = { processGroup: 0, executable: "/bin/sh" };
      const [, protocol] = yield* loop.subprocessExec(make, args, options);
      yield* protocol.over;
      const [name, group, pid] = protocol.output[1].trim().split("\n");
      expect([name, group]).to.deep.equal(["its-name", pid]);
      const [, same] = yield* loop.subprocessExec(make, args, { executable: "/bin/sh" });
      yield* same.over;
      const [, inherited, other] = same.output[1].trim().split("\n");
      expect(inherited).to.not.equal(other);
    });
  });

  it("is looked for in its own PATH, or in the system's folders when it has none", () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-"));
    const tool = join(folder, "loopspec-tool");
    writeFileSync(tool, "echo no interpreter\n");
    const outer = process.env.PATH;
    process.env.PATH = `${folder}:${outer}`;
    try {
      runIo(function* (loop) {
        const attempt = function* (env: Record<string, string>) {
          return yield* failureOf(
            loop.subprocessExec(() => new ChildRecorder(loop), ["loopspec-tool"], { env }),
          );
        };
        expect(yield* attempt({ PATH: `/nowhere:${folder}` })).to.be.instanceOf(PermissionError);
        chmodSync(tool, 0o755);
        expect(yield* attempt({})).to.be.instanceOf(FileNotFoundError);
        expect(yield* attempt({ PATH: folder }))
          .to.have.property("message")
          .that.includes("ENOEXEC");
      });
    } finally {
      process.env.PATH = outer;
      rmSync(folder, { recursive: true });
    }
  });

  it("has the signals of a fresh process, and none of its parent's descriptors", function () {
    if (process.platform !== "linux") this.skip(); // only Linux shows them in /proc
    runIo(function* (loop) {
      const [, protocol] = yield* loop.subprocessShell(
        () => new ChildRecorder(loop),
        "sed -n 's/^Sig\\(Blk\\|Ign\\)://p' /proc/self/status; ls /proc/self/fd | wc -l",
      );
      yield* protocol.over;
      const [blocked, ignored, count] = protocol.output[1].trim().split("\n");
      const { SIGPIPE, SIGXFSZ } = osConstants.signals;
      expect(BigInt(`0x${blocked?.trim()}`)).to.equal(0n);
      for (const signal of [SIGPIPE, SIGXFSZ]) {
        expect((BigInt(`0x${ignored?.trim()}`) >> BigInt(signal - 1)) & 1n).to.equal(0n);
      }
      expect(Number(count)).to.be.at.most(5); // three, one for the listing, and one to spare
    });
  });

  it("raises the system's error where the program cannot be started, and leave nothing open", () => {
    const before = openSync("/dev/null", "r");
    closeSync(before);
    const { reports } = observeIo(function* (loop) {
      const make = () => new ChildRecorder(loop);
      const missing = yield* failureOf(loop.subprocessExec(make, ["no-such-program", "x"]));
      expect(missing).to.be.instanceOf(FileNotFoundError);
      expect((missing as Error).message).to.include("no-such-program");
      const folder = yield* failureOf(loop.subprocessExec(make, ["true"], { cwd: "/no/folder" }));
      expect(folder).to.be.instanceOf(FileNotFoundError);
      expect((folder as Error).message).to.include("/no/folder");
      expect(yield* failureOf(loop.subprocessExec(make, ["/etc/passwd"]))).to.be.instanceOf(
        PermissionError,
      );
      const env = { PATH: "/nowhere" };
      expect(yield* failureOf(loop.subprocessExec(make, ["true"], { env }))).to.be.instanceOf(
        FileNotFoundError,
      );
    });
    expect(reports).to.deep.equal([]);
    const after = openSync("/dev/null", "r");
    closeSync(after);
    expect(after).to.equal(before);
  });

  it("refuses arguments and options that have no meaning here", () => {
    runIo(function* (loop) {
      const make = () => new ChildRecorder(loop);
      const wrong: [Iterable<unknown>, unknown, string][] = [
        [loop.subprocessExec(make, []), TypeError, "`args`"],
        [loop.subprocessExec(make, "ls" as never), TypeError, "`args`"],
        [loop.subprocessExec(make, ["a", 3 as never]), TypeError, "`args[1]`"],
        [loop.subprocessExec(make, ["a\0b"]), ValueError, "null byte"],
        [loop.subprocessExec(make, ["a"], { text: true } as never), ValueError, "`text`"],
        [loop.subprocessExec(make, ["a"], { env: { "=": "" } }), ValueError, "variable name"],
        [loop.subprocessExec(make, ["a"], { env: "A=1" } as never), TypeError, "`env`"],
        [loop.subprocessExec(make, ["a"], { cwd: 5 } as never), TypeError, "`cwd`"],
        [loop.subprocessExec(make, ["a"], { cwd: "a\0b" }), ValueError, "null byte in `cwd`"],
        [loop.subprocessExec(make, ["a"], { executable: 5 } as never), TypeError, "`executable`"],
        [loop.subprocessExec(make, ["a"], { startNewSession: 1 } as never), TypeError, "boolean"],
        [loop.subprocessExec(make, ["a"], { processGroup: -1 }), ValueError, "`processGroup`"],
        // As a number of C it would be 0, and the group one of the child's own.
        [loop.subprocessExec(make, ["true"], { processGroup: 2 ** 40 }), ValueError, "2147483647"],
        [loop.subprocessExec(make, ["a"], { stdin: {} } as never), ValueError, "`stdin`"],
        [loop.subprocessExec(make, ["a"], { stderr: "out" } as never), ValueError, "STDOUT"],
        [loop.subprocessExec(make, ["a"], null as never), TypeError, "`options`"],
        [loop.subprocessShell(make, ["ls"] as never), TypeError, "`command`"],
      ];
      for (const [attempt, kind, text] of wrong) {
        const error = yield* failureOf(attempt);
        expect(error, text).to.be.instanceOf(kind).with.property("message").that.includes(text);
      }
      const [transport, protocol] = yield* loop.subprocessExec(make, ["sleep", "60"]);
      expect(() => transport.sendSignal("SIGNONE" as never)).to.throw(ValueError, "`SIGNONE`");
      expect(() => transport.sendSignal(2 ** 40)).to.throw(ValueError, "`1099511627776`");
      transport.close();
      yield* protocol.over;
    });
  });

  it("is noticed to end also where the system does not tell of it", () => {
    runIo(function* (loop) {
      const ended = loop.createFuture<number>();
      const pid = spawn(["sh", "-c", "sleep 0.02; exit 3"], [0, 1, 2], {});
      watchChild(
        loop,
        pid,
        (returncode) => ended.setResult(returncode),
        () => null,
      );
      expect(yield* ended).to.equal(3);
    });
  });

  it("is reported with 255 when somebody else has taken its status", () => {
    const { result, warnings } = observeIo(function* (loop) {
      const ended = loop.createFuture<number>();
      watchChild(
        loop,
        2 ** 22 + 1,
        (returncode) => ended.setResult(returncode),
        () => null,
      );
      return yield* ended;
    });
    expect(result).to.equal(255);
    expect(warnings.join()).to.include("exit status already read");
  });
});
