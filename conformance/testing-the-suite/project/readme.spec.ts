import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { sectionCode } from "./testing/document-code.ts";
import { type Ended, emptyProject } from "./testing/installed-package.ts";

/** A loop with what its maintainers know to be wrong, and, later, with what they do not know. */
const loopModule = (...defects: readonly string[]) => `import asyncio

class MyLoop(asyncio.SelectorEventLoop):
    def is_closed(self):
        return False
${defects.map((defect) => `    ${defect}\n`).join("")}

def new_event_loop():
    return MyLoop()
`;

describe("README's five lines from an installation to a job", function () {
  this.timeout(300_000);
  const project = emptyProject();
  after(() => project.remove());
  const { commands } = sectionCode("README.md", "Gate it in CI");
  /** Installed loops are found without being told where. */
  const run = (line: string) => project.shell(line, { PYTHONPATH: project.folder });
  const ended: Ended[] = [];

  before(function () {
    if (run("python3 -c ''").code !== 0) this.skip();
    expect(run("git init -q").code).to.equal(0);
    writeFileSync(project.path("my_loop.py"), loopModule());
    // Fewer cases, as a project may choose: the lines are what is tried here, not the suite.
    writeFileSync(
      project.path("loopspec.config.json"),
      '{ "select": ["is-closed.*", "call-soon.fifo"] }\n',
    );
    for (const line of commands) ended.push(run(line));
  });

  it("are five, and end green with what is wrong today written down", () => {
    expect(commands).to.have.length(5);
    const [installed, first, update, add, job] = ended;
    expect(installed?.code, installed?.err).to.equal(0);
    expect(first?.code, first?.err).to.equal(1);
    expect(first?.out).to.include("The gate does not hold");
    expect(update?.code, update?.err).to.equal(0);
    expect(add?.code, add?.err).to.equal(0);
    expect(job?.code, `${job?.out}${job?.err}`).to.equal(0);
    expect(job?.out).to.include("The gate holds.");
  });

  it("leave a job that goes red when the loop gets worse, and says where", () => {
    writeFileSync(
      project.path("my_loop.py"),
      loopModule(
        "def call_soon(self, callback, *args, context=None):",
        "    handle = super().call_soon(callback, *args, context=context)",
        "    self._ready.rotate()",
        "    return handle",
      ),
    );
    const { code, out } = run(commands.at(-1) ?? "");
    expect(code).to.equal(1);
    expect(out).to.include("The gate does not hold");
    expect(out).to.match(/call-soon/);
  });

  it("leave a job that goes red when a known defect is gone and still written down", () => {
    writeFileSync(
      project.path("my_loop.py"),
      loopModule().replace("return False", "return super().is_closed()"),
    );
    const { code, out } = run(commands.at(-1) ?? "");
    expect(code).to.equal(1);
    expect(out).to.match(/loopspec\.expect\.json:\d+/);
  });
});
