import { expect } from "chai";
import { EXIT } from "../exit-code.ts";
import { main } from "./main.ts";
import type { Output } from "./output.ts";
import { selfcheck } from "./selfcheck.ts";
import type { SelfcheckRow } from "./selfcheck-rows.ts";

const row = (over: Partial<SelfcheckRow>): SelfcheckRow => ({
  what: "a glob that matches nothing",
  argv: ["run", "-i", "reference", "--select", "no-such-case"],
  demanded: EXIT.usage,
  python: false,
  ...over,
});

async function check(rows: readonly SelfcheckRow[], options = {}) {
  const lines: string[] = [];
  const output: Output = {
    out: (text) => void lines.push(text),
    err: (text) => void lines.push(text),
    terminal: false,
    color: false,
    width: 100,
  };
  const code = await selfcheck(
    { python: "loopspec-no-such-python", ...options } as Parameters<typeof selfcheck>[0],
    { output, runCommand: main } as Parameters<typeof selfcheck>[1],
    () => rows,
  );
  return { code, lines };
}

describe("loopspec selfcheck", () => {
  it("is green when every command line has the exit code that is demanded", async () => {
    expect(await check([row({})])).to.deep.equal({
      code: EXIT.ok,
      lines: ["  2  a glob that matches nothing", "1 of 1 as demanded."],
    });
  });

  it("is red when one has another, and shows what it said", async () => {
    const { code, lines } = await check([row({ demanded: EXIT.ok }), row({})]);
    expect(code).to.equal(EXIT.red);
    expect(lines[0]).to.equal("  2  a glob that matches nothing: DEMANDED 0");
    expect(lines.join("\n"))
      .to.match(/no-such-case/)
      .and.match(/1 of 2 as demanded/);
  });

  it("does not call proven what needs an interpreter that is not there", async () => {
    const { code, lines } = await check([row({ python: true })]);
    expect(code).to.equal(EXIT.ok);
    expect(lines).to.deep.equal([
      "  -  a glob that matches nothing: not run",
      "0 of 1 as demanded.",
      "1 not run: there is no `loopspec-no-such-python`.",
    ]);
  });

  it("tells the same to machines", async () => {
    const { lines } = await check([row({})], { json: true });
    const told = JSON.parse(lines.join("\n"));
    expect(told.asDemanded).to.equal(true);
    expect(told.results[0]).to.include({ code: EXIT.usage, demanded: EXIT.usage });
  });

  it("has its options checked like any command", async () => {
    const said: string[] = [];
    const output: Output = {
      out: () => {},
      err: (text) => void said.push(text),
      terminal: false,
      color: false,
      width: 100,
    };
    expect(await main(["selfcheck", "--no-such-option"], output)).to.equal(EXIT.usage);
    expect(said.join("\n")).to.match(/unknown option/);
  });
});
