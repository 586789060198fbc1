/** Tables of small programs with what the Python driver must see of them. */
import { expect } from "chai";
import type { Program } from "../../language/case.ts";
import type { ResultReply } from "../protocol.ts";
import {
  greeted,
  needsPython,
  type PythonDriver,
  type RunSettings,
} from "./python-driver-process.spec.ts";

/** A program with its exact trace. */
export interface Row extends RunSettings {
  readonly title: string;
  readonly fns?: Program["fns"];
  readonly main: Program["main"];
  readonly trace: readonly string[];
  /** Other members of the result, where they are looked at; the outcome is `ok` unless given. */
  readonly result?: Partial<ResultReply>;
  /** What the driver must declare for the row to be run. */
  readonly needs?: string;
}

/** One test per row, all on one driver for asyncio, one after the other. */
export function describeRows(title: string, rows: readonly Row[]): void {
  describe(title, function () {
    this.timeout(20_000);
    let driver: PythonDriver;
    let capabilities: readonly string[] = [];

    before(async function () {
      needsPython(this);
      driver = await greeted();
      const hello = await driver.hello();
      // asyncio makes a loop where none is set up to 3.13: no capability, but a matter of the edition.
      const edition = Number(hello.edition.split(".")[1]);
      capabilities = [...hello.capabilities, ...(edition < 14 ? ["auto-creation"] : [])];
    });
    after(() => driver?.kill());

    for (const row of rows) {
      it(row.title, async function () {
        if (row.needs !== undefined && !capabilities.includes(row.needs)) this.skip();
        const { fns = {}, main } = row;
        const result = await driver.run({ fns, main }, row);
        const { outcome = "ok", ...others } = row.result ?? {};
        expect(result).to.deep.include({ outcome, trace: row.trace, ...others });
        expect(result.seq).to.be.a("number");
        if (result.tainted) {
          driver.kill();
          driver = await greeted();
        }
      });
    }
  });
}
