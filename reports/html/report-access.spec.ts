import { expect } from "chai";
import { accessFaults } from "../testing/access-faults.ts";
import { describeInBrowser } from "../testing/browser.ts";
import { CASE, HISTORY, HTML } from "../testing/sample-reports.ts";

describeInBrowser("HTML report for every reader", (browser) => {
  it("can be used with the keyboard alone", async () => {
    const { page } = await browser.open(HTML);
    const focused = () =>
      page.evaluate("document.activeElement.dataset.clause ?? document.activeElement.id");
    await page.keyboard.press("/");
    expect(await focused()).to.equal("q");
    await page.keyboard.type("statement 1");
    await page.keyboard.press("Escape");
    expect(await page.inputValue("#q")).to.equal("");
    await page.locator("#grid [tabindex='0']").focus();
    expect(await page.locator("#grid [tabindex='0']").count()).to.equal(1);
    await page.keyboard.press("ArrowDown");
    expect(await focused()).to.equal("0");
    await page.keyboard.press("Enter");
    expect(await page.locator("#grid .case-row").count()).to.be.above(0);
    expect(await focused(), "focus stays on the clause").to.equal("0");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await page.locator("#case").isVisible()).to.equal(true);
    await page.keyboard.press("n");
    expect(await page.locator(".case-nav .facts").textContent()).to.match(/^2 of/);
    await page.keyboard.press("Escape");
    expect(await page.locator("#overview").isVisible()).to.equal(true);
    await page.keyboard.press("?");
    expect(await page.locator("#help").isVisible()).to.equal(true);
    await page.uncheck("#keys-on");
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    expect(await focused(), "single keys are switched off").not.to.equal("q");
  });

  it("tells verdicts apart by symbol and word, not by colour alone", async () => {
    const { page } = await browser.open(HTML);
    const cells = page.locator("#grid .clause-row td");
    for (const cell of (await cells.all()).slice(0, 40)) {
      expect(await cell.getAttribute("aria-label")).to.match(/: [a-z-]+/);
      expect(await cell.textContent()).to.match(/\S/);
    }
  });

  it("follows the system's dark mode, and the reader's own choice", async () => {
    const { page } = await browser.open(HTML, "", { colorScheme: "dark" });
    const background = () =>
      page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const dark = await background();
    await page.click("#theme");
    expect(await page.textContent("#theme")).to.equal("Theme: light");
    expect(await background())
      .to.equal("rgb(255, 255, 255)")
      .and.not.to.equal(dark);
    await page.click("#theme");
    expect(await background()).to.equal(dark);
  });

  it("is for print: light, whole, without controls", async () => {
    const { page } = await browser.open(HTML);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#toolbar").isVisible()).to.equal(false);
    expect(await page.locator("#grid").isVisible()).to.equal(true);
    const clipped = await page.evaluate(
      "[...document.querySelectorAll('.grid-scroll, .wide')].filter((e) => e.scrollHeight > e.clientHeight + 1).length",
    );
    expect(clipped).to.equal(0);
  });

  it("fits a narrow screen without scrolling sideways", async () => {
    for (const fragment of ["", CASE]) {
      const { page } = await browser.open(HTML, fragment, {
        viewport: { width: 360, height: 700 },
      });
      expect(await page.evaluate("document.documentElement.scrollWidth")).to.be.at.most(360);
    }
  });

  const STATES: [what: string, fragment: string, options: object][] = [
    ["overview, light", "", {}],
    ["overview, dark", "", { colorScheme: "dark" }],
    ["overview, narrow", "", { viewport: { width: 360, height: 800 } }],
    ["case, light", CASE, {}],
    ["case, dark", CASE, { colorScheme: "dark" }],
    ["case, narrow, dark", CASE, { colorScheme: "dark", viewport: { width: 360, height: 800 } }],
  ];
  for (const [what, fragment, options] of STATES) {
    it(`has no fault that axe finds: ${what}`, async () => {
      const { page } = await browser.open(HISTORY, fragment, options);
      if (fragment === "") {
        await page.click("#open-all");
        for (const summary of await page.locator("summary").all()) await summary.click();
      }
      expect(await accessFaults(page)).to.deep.equal([]);
    });
  }

  it("has no fault that axe finds in its help", async () => {
    const { page } = await browser.open(HTML);
    await page.click("#open-help");
    expect(await accessFaults(page)).to.deep.equal([]);
  });
});
