import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";

const { FACES, ROOMS } = require("./rooms.cjs") as {
  FACES: Record<string, string[]>;
  ROOMS: Record<string, string[]>;
};

/** dependency-cruiser's own JSON report. */
interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

describe("boundaries", function () {
  this.timeout(120_000);

  it("are kept: nobody imports what the map forbids, and nothing goes in circles", () => {
    const tool = join(packageRoot, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const args = [
      tool,
      "reference",
      "conformance",
      "reports",
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "json",
    ];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: packageRoot,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    expect(stdout, stderr).to.not.equal("");
    const { summary } = JSON.parse(stdout) as Cruise;
    // A tool that looks at nothing finds nothing.
    expect(summary.totalCruised).to.be.above(100);
    expect(
      summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`),
    ).to.deep.equal([]);
  });

  it("are drawn in ARCHITECTURE.md as they are checked", () => {
    const text = readFileSync(join(packageRoot, "ARCHITECTURE.md"), "utf8");
    const drawn = (folder: string) =>
      [...text.matchAll(/^\| `([^`]+)\/` \|[^|]*\| ([^|]*) \|$/gm)]
        .filter(([, path]) => path?.startsWith(folder))
        .map(([, path, listed]) => [path?.replace("conformance/", ""), listed?.split(", ")]);
    const rooms = Object.entries(ROOMS).map(([room, allowed]) => [
      room,
      allowed.length === 0 ? ["no other room"] : allowed,
    ]);
    expect(drawn("conformance/")).to.deep.equal(rooms);
    const faces = Object.entries(FACES);
    expect([...drawn("reference"), ...drawn("reports")]).to.deep.equal(faces);
  });
});
