/** The tools of the system in the shells that loops start, wherever a driver was started from. */
import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { koffiAbsence } from "../../../reference/index.ts";
import { await_, call, coroutine, quiet } from "../../language/build.ts";
import { factory, seen, subprocessProtocol } from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { type DriverCommand, DriverProcess } from "../processes/driver-process.ts";
import { nodeDriverCommand } from "../processes/spawn-node.ts";
import { PROTOCOL_VERSION, type ResultReply } from "../protocol.ts";
import { DRIVER, needsPython, PYTHON } from "./python-driver-process.spec.ts";

const PATIENCE = 30;
/** The tool has to be found, and what stood in the variable has to stand there first. */
const says =
  'case "$PATH" in "/nowhere:"*) printf "first " | cat;; *) printf "other $PATH ";; esac';
const program: Program = {
  fns: {
    use: quiet(
      coroutine(
        await_({ m: "subprocess_shell", args: [factory("Child"), says] }),
        seen("Child stdout received first "),
      ),
    ),
  },
  protocols: { Child: subprocessProtocol() },
  main: [runUntilComplete(call("use"))],
};

async function outcomeUnder(path: string, { command, args }: DriverCommand): Promise<string> {
  const driver = new DriverProcess({ command, args, env: { PATH: path } });
  try {
    await driver.request({ type: "hello", protocol: PROTOCOL_VERSION }, PATIENCE);
    const request = { type: "run", seq: 1, program, timeout: 5, clock: "real" } as const;
    const reply = await driver.request({ ...request, isolate: false }, PATIENCE);
    const { outcome, trace } = reply as ResultReply;
    return `${outcome}: ${trace.join(", ")}`;
  } finally {
    await driver.end(PATIENCE * 1000);
  }
}

describe("a driver that is started without the system's folders in PATH", () => {
  it("has the system's tools in Python, after what stands there", async function () {
    needsPython(this);
    const { stdout } = spawnSync(PYTHON, ["-c", "import sys; print(sys.executable)"], {
      encoding: "utf8",
    });
    const command = { command: stdout.trim(), args: [DRIVER, "asyncio"] };
    expect(await outcomeUnder("/nowhere", command)).to.match(/^ok: /);
  });

  it("has them in Node", async function () {
    if (koffiAbsence() !== null) this.skip();
    const command = nodeDriverCommand({ reference: "poll" });
    expect(await outcomeUnder("/nowhere", command)).to.match(/^ok: /);
  });
});
