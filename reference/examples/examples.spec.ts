import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { describeIo } from "../io/testing/real-io.ts";

const FOLDER = join(packageRoot, "reference/examples");
/** Milliseconds after which an example that does not end is killed. */
const DEADLINE = 30_000;

/** What each example prints. */
const OUTPUT: Readonly<Record<string, readonly string[]>> = {
  "display-date": ["0 s", "1 s", "2 s", "3 s", "4 s"],
  "echo-server": ['100 answers, from "hello from client 0" to "hello from client 99"', "closed"],
  "hello-world": ["Hello World"],
  hosted: ["MIT License", "waited", "Node's timers went on"],
  partial: ["<Handle print('Hello', flush=True)>", "Hello (flushed)"],
  "producer-consumer": ["1000 items, sum 500500"],
  "shutdown-asyncgens": ["tick 1", "tick 2", "tick 3", "generator closed", "loop closed: true"],
  "signal-handlers": ["got signal SIGTERM: exit"],
  "subprocess-fan-out": ["1 4 9 16 25 36 49 64 81 100 121 144", "at most 4 at a time"],
  "watch-descriptor": ["Received: abc"],
};

function start(name: string): Promise<{ stdout: string; stderr: string }> {
  const args = ["--import", "tsx", join(FOLDER, `${name}.ts`)];
  const options = { cwd: packageRoot, timeout: DEADLINE, killSignal: "SIGKILL" } as const;
  const run = promisify(execFile)(process.execPath, args, options);
  run.catch(() => {}); // whoever waits for it gets the error; until then it is not unhandled
  return run;
}

describeIo("the examples", function (this: Mocha.Suite) {
  this.timeout(DEADLINE + 5000);
  let runs: ReadonlyMap<string, Promise<{ stdout: string; stderr: string }>>;

  before(() => {
    // All at once: each spends most of its time on being loaded.
    runs = new Map(Object.keys(OUTPUT).map((name) => [name, start(name)]));
  });

  it("are all here", () => {
    const files = readdirSync(FOLDER).filter((name) => /^[^.]+\.ts$/.test(name));
    expect(files.map((name) => name.replace(".ts", ""))).to.have.members(Object.keys(OUTPUT));
  });

  for (const [name, lines] of Object.entries(OUTPUT)) {
    it(`${name} prints what it says`, async () => {
      const { stdout, stderr } = await (runs.get(name) as ReturnType<typeof start>);
      expect(stderr).to.equal("");
      expect(stdout).to.equal(`${lines.join("\n")}\n`);
    });
  }
});
