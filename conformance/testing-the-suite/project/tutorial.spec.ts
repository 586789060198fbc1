import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { sectionCode } from "./testing/document-code.ts";
import { emptyProject } from "./testing/installed-package.ts";

const DOCUMENT = "docs/bring-your-own-loop.md";

/** What the last lines of each way are to say, by the loopspec command. */
const SAID: { readonly [command: string]: string } = {
  smoke: "Adapter and loop do what every program needs",
  "validate-driver": "The driver keeps to the protocol.",
  run: "The gate holds.",
};

const WAYS: readonly { heading: string; files: readonly string[]; commands: readonly string[] }[] =
  [
    { heading: "Under Python", files: ["my_loop.py"], commands: ["smoke", "run", "smoke"] },
    {
      heading: "In TypeScript or JavaScript",
      files: ["adapter.mjs"],
      commands: ["smoke", "run"],
    },
    {
      heading: "Any program",
      files: ["my-loop.mjs", "my-program.mjs", "my-driver.mjs"],
      commands: ["validate-driver", "smoke", "run"],
    },
  ];

describe("the tutorial, followed to the letter:", function () {
  this.timeout(300_000);
  const install = sectionCode(DOCUMENT, "").commands;

  for (const { heading, files: names, commands: tried } of WAYS) {
    it(heading, function () {
      const project = emptyProject();
      try {
        if (heading === "Under Python" && project.shell("python3 -c ''").code !== 0) this.skip();
        const { commands, files } = sectionCode(DOCUMENT, heading);
        expect([...files.keys()]).to.deep.equal(names);
        for (const [name, content] of files) writeFileSync(project.path(name), content);
        // Fewer cases, as a project may choose: the way is what is tried here, not the suite.
        writeFileSync(project.path("loopspec.config.json"), '{ "select": ["call-soon.fifo"] }\n');
        const ran: (string | undefined)[] = [];
        for (const line of [...install, ...commands]) {
          const { code, out, err } = project.shell(line);
          expect(code, `${line}\n${out}${err}`).to.equal(0);
          const command = / loopspec ([\w-]+) /.exec(line)?.[1];
          if (command === undefined) continue;
          ran.push(command);
          expect(out, line).to.include(SAID[command]);
        }
        expect(ran).to.deep.equal(tried);
      } finally {
        project.remove();
      }
    });
  }
});
