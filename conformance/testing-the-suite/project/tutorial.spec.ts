import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { sectionCode } from "./testing/document-code.ts";
import { emptyProject } from "./testing/installed-package.ts";

const DOCUMENT = "docs/bring-your-own-loop.md";

/** What a command is to say, and how it ends: 0 unless given. */
interface Told {
  readonly command: string;
  readonly says: string;
  readonly code?: number;
}

const SOUND: readonly Told[] = [
  { command: "smoke", says: "Adapter and loop do what every program needs" },
  { command: "run", says: "The gate holds." },
];

const WAYS: readonly { heading: string; files: readonly string[]; told: readonly Told[] }[] = [
  {
    heading: "Under Python",
    files: ["my_loop.py"],
    told: [...SOUND, SOUND[0] as Told],
  },
  {
    heading: "In TypeScript or JavaScript",
    files: ["naive-loop.mjs", "adapter.mjs"],
    told: [
      { command: "smoke", says: "`NaiveLoop` has no member `createFuture`", code: 1 },
      { command: "list", says: "loop.createFuture" },
      { command: "run", says: "The gate does not hold", code: 1 },
    ],
  },
  {
    heading: "Any program",
    files: ["my-loop.mjs", "my-program.mjs", "my-driver.mjs"],
    told: [
      { command: "validate-driver", says: "The driver keeps to the protocol." },
      { command: "smoke", says: "says that it cannot run this: the operation await", code: 1 },
      { command: "run", says: "The gate holds." },
    ],
  },
];

describe("the tutorial, followed to the letter:", function () {
  this.timeout(900_000);
  const install = sectionCode(DOCUMENT, "").commands;

  for (const { heading, files: names, told } of WAYS) {
    it(heading, function () {
      const project = emptyProject();
      try {
        if (heading === "Under Python" && project.shell("python3 -c ''").code !== 0) this.skip();
        const { commands, files } = sectionCode(DOCUMENT, heading);
        expect([...files.keys()]).to.deep.equal(names);
        for (const [name, content] of files) writeFileSync(project.path(name), content);
        // Fewer cases, as a project may choose: the way is what is tried here, not the suite.
        writeFileSync(project.path("loopspec.config.json"), '{ "select": ["call-soon.fifo"] }\n');
        const expected = [...told];
        for (const line of [...install, ...commands]) {
          const { code, out, err } = project.shell(line);
          const command = / loopspec ([\w-]+) /.exec(line)?.[1];
          const next = command === undefined ? undefined : expected.shift();
          expect(code, `${line}\n${out}${err}`).to.equal(next?.code ?? 0);
          if (next === undefined) continue;
          expect(command).to.equal(next.command);
          expect(out, line).to.include(next.says);
        }
        expect(expected, "commands that the document does not have").to.deep.equal([]);
      } finally {
        project.remove();
      }
    });
  }
});
