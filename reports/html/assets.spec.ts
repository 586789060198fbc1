import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { CLIENT_MODULES, script, styleSheet } from "./assets.ts";

const FOLDER = join(packageRoot, "reports", "html", "client");

describe("script and style of the report", () => {
  const modules = new Map(
    CLIENT_MODULES.map((name) => [
      name as string,
      readFileSync(join(FOLDER, `${name}.js`), "utf8"),
    ]),
  );

  it("are all modules and styles that there are", () => {
    const names = readdirSync(FOLDER).filter((name) => name.endsWith(".js"));
    expect(names.sort()).to.deep.equal(CLIENT_MODULES.map((name) => `${name}.js`).sort());
    for (const name of readdirSync(FOLDER).filter((one) => one.endsWith(".css"))) {
      expect(styleSheet(), name).to.include(readFileSync(join(FOLDER, name), "utf8"));
    }
  });

  it("import only what comes before, and only what it exports", () => {
    const before = new Set<string>();
    for (const [name, source] of modules) {
      for (const [, names, from] of source.matchAll(
        /^import \{([^}]*)\} from "\.\/([\w-]+)\.js";$/gm,
      )) {
        expect([...before], `${name} imports ${from}`).to.include(from);
        for (const one of names!
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean)) {
          expect(modules.get(from!)).to.match(
            new RegExp(`^export (const|function) ${one}\\b`, "m"),
          );
        }
      }
      before.add(name);
    }
  });

  it("are one script that is JavaScript, without import, export or the end of its element", () => {
    const text = script();
    expect(() => new Script(text)).not.to.throw();
    expect(text).not.to.match(/^(import|export) /m);
    expect(text + styleSheet()).not.to.match(/<\/(script|style)/i);
  });
});
