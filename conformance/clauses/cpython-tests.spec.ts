import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { CPYTHON_TESTS, CPYTHON_TESTS_OF, cpythonTestsOf } from "./cpython-tests.ts";
import { allClauses } from "./index.ts";

const rows = allClauses.flatMap(({ id }) => {
  const tests = cpythonTestsOf(id);
  return tests.length === 0 ? [] : [{ id, tests }];
});

describe("the table of CPython's tests", () => {
  it("names clauses of the catalogue, each with tests", () => {
    expect(rows.map(({ id }) => id).sort()).to.deep.equal(Object.keys(CPYTHON_TESTS).sort());
  });

  it("names each test by file, class and method, once a clause", () => {
    for (const { id, tests } of rows) {
      for (const test of tests)
        expect(test, id).to.match(/^test_[a-z_\d]+\.[A-Z]\w+\.test_[a-z_\d]+$/);
      expect(new Set(tests).size, id).to.equal(tests.length);
    }
  });

  it("says of which release the names are", () => {
    expect(CPYTHON_TESTS_OF).to.match(/^3\.\d+\.\d+$/);
  });

  it("is what docs/cpython-tests.md prints", () => {
    const page = readFileSync(join(packageRoot, "docs/cpython-tests.md"), "utf8");
    const wanted = rows.map(
      ({ id, tests }) => `| \`${id}\` | ${tests.map((test) => `\`${test}\``).join(", ")} |`,
    );
    expect(page.split("\n").filter((line) => line.startsWith("| `"))).to.deep.equal(wanted);
    expect(page).to.include(`CPython ${CPYTHON_TESTS_OF}`);
  });
});
