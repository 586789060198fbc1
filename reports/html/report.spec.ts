import { expect } from "chai";
import type { Page } from "playwright-core";
import { parseExpectations } from "../expectations/parse.ts";
import { gate } from "../gate.ts";
import { describeInBrowser } from "../testing/browser.ts";
import { CASE, document, failing, HISTORY, HTML, subject } from "../testing/sample-reports.ts";
import { formatHtml } from "./page.ts";

describeInBrowser("HTML report in Chromium", (browser) => {
  const rows = (page: Page) => page.locator("#grid .clause-row").count();
  const found = (page: Page) => page.locator("#found").textContent();

  it("needs no network, asks for nothing but itself and complains of nothing", async () => {
    const { complaints, requests } = await browser.open(HTML);
    expect(requests).to.have.length(1);
    expect(complaints).to.deep.equal([]);
  });

  it("shows in the first screen which sentences are broken, and by which loop", async () => {
    const { page } = await browser.open(HTML, "", { viewport: { width: 1280, height: 900 } });
    const sentence = page.locator("#broken li").first();
    const box = await sentence.boundingBox();
    expect(box!.y + box!.height).to.be.below(900);
    const says = await sentence.locator(".says").textContent();
    const clause = Object.values(document.clauses!).find((one) => one.says === says);
    expect(clause).to.include({ level: "MUST" });
    await sentence.locator("a").first().click();
    expect(await page.locator("#case .says").first().textContent()).to.equal(says);
  });

  it("shows scores with what is beside them, never folded in", async () => {
    const { page } = await browser.open(HTML);
    const row = page.locator("#loops tr").nth(1);
    const { pass, fail, differs, timeout, crash, unsupported } = subject.totals;
    const judged = pass + fail + differs + timeout + crash;
    expect(await row.locator(".score").textContent()).to.equal(`${pass} / ${judged}`);
    expect(await row.locator("td").last().textContent()).to.include(`${unsupported} unsupported`);
  });

  it("filters by text, level, basis and verdict, and says how much is left", async () => {
    const { page } = await browser.open(HTML);
    const all = await rows(page);
    await page.fill("#q", "debug mode");
    expect(await rows(page)).to.be.within(1, all - 1);
    expect(await found(page)).to.match(/^\d+ clauses?, \d+ cases? of 60$/);
    await page.fill("#q", "no such words at all");
    expect(await page.locator("#nothing").isVisible()).to.equal(true);
    await page.click("#reset");
    expect(await rows(page)).to.equal(all);
    for (const [group, value] of [
      ["level", "SHOULD"],
      ["basis", "observed"],
      ["verdict", "fail"],
    ]) {
      await page.click(`#filter-${group} [data-value="${value}"]`);
      expect(await rows(page), value).to.be.within(1, all - 1);
      expect(page.url()).to.include(`${group}=${value}`);
      await page.click(`#filter-${group} [data-value="${value}"]`);
    }
    expect(await rows(page)).to.equal(all);
  });

  it("shows the loops that are chosen, and where two of them differ", async () => {
    const { page } = await browser.open(HTML);
    await page.click("#loop-filter summary");
    await page.locator("#loop-list input").nth(0).uncheck();
    expect(await page.locator("#grid thead .loop-name").allTextContents()).to.deep.equal([
      "python:loop_1",
      "python:loop_2",
    ]);
    await page.click("h1");
    await page.selectOption("#vs-a", { label: "reference" });
    await page.selectOption("#vs-b", { label: "python:loop_1" });
    const differing = subject.results.filter((result) => result.verdict !== "pass").length;
    expect(await found(page)).to.include(`${differing} cases of 60`);
    expect(await page.locator("#grid thead .loop-name").count()).to.equal(2);
  });

  it("opens cases one click deeper, and the page of a case from a cell", async () => {
    const { page } = await browser.open(HTML);
    expect(await page.locator("#grid .case-row").count()).to.equal(0);
    await page.locator("#grid .clause").first().click();
    const cases = await page.locator("#grid .case-row").count();
    expect(cases).to.be.above(0);
    await page.locator("#grid .case-row td").first().click();
    expect(await page.locator("#case").isVisible()).to.equal(true);
    expect(page.url()).to.include("case=area-0%2Fcase-0");
    await page.goBack();
    expect(await page.locator("#overview").isVisible()).to.equal(true);
    expect(await page.locator("#grid .case-row").count()).to.equal(cases);
  });

  it("has for each case a page that can be linked: trace, clause, program, commands", async () => {
    const { page } = await browser.open(HTML, CASE);
    const text = await page.locator("#case").innerText();
    expect(text).to.include(failing.title);
    expect(text).to.include(failing.message!);
    expect(text).to.include(document.clauses![failing.clauses[0]!]!.says);
    expect(text).to.include(`loopspec explain ${failing.case} -i python:loop_1 --python`);
    const marks = (name: string) => page.locator(`.trace li.${name} code`).allTextContents();
    const [inner] = [failing.expected!.trace!.at(-1)];
    expect(await marks("missing")).to.deep.equal([inner]);
    expect(await marks("extra")).to.deep.equal([inner]);
    expect(await page.title()).to.include(failing.case);
  });

  it("goes from case to case, from loop to loop and back", async () => {
    const { page } = await browser.open(HTML, CASE);
    await page.click("#next");
    expect(page.url()).not.to.include(encodeURIComponent(failing.case));
    await page.click("#previous");
    expect(page.url()).to.include(encodeURIComponent(failing.case));
    await page.click(".loops-of-case a:has-text('python:loop_2')");
    expect(await page.locator("#case h2").first().textContent()).to.include("python:loop_2");
    await page.click("#back");
    expect(await page.locator("#overview").isVisible()).to.equal(true);
  });

  it("walks through the failures of a loop, whatever the filters say", async () => {
    const { page } = await browser.open(HTML, CASE);
    const titles = new Set<string | null>();
    const place = () => page.locator(".case-nav .facts").last().textContent();
    expect(await place()).to.match(/^failure \d+ of \d+$/);
    while ((await page.locator("a#previous-failure").count()) > 0)
      await page.click("a#previous-failure");
    for (;;) {
      titles.add(await page.locator("#case .facts code").first().textContent());
      if ((await page.locator("a#next-failure").count()) === 0) break;
      await page.click("a#next-failure");
    }
    const [, last] = /^failure \d+ of (\d+)$/.exec((await place()) ?? "") ?? [];
    expect(titles.size).to.equal(Number(last)).and.to.be.above(1);
  });

  it("copies a bug report: sentence, versions, what was wrong, the script", async () => {
    const { page } = await browser.open(HTML, CASE, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.click("text=Copy as bug report");
    await page.waitForSelector("button:has-text('Copied')");
    const copied = String(await page.evaluate("navigator.clipboard.readText()"));
    expect(copied).to.match(/^# .* does not hold\n/);
    expect(copied).to.include(`> ${document.clauses![failing.clauses[0]!]!.says}`);
    expect(copied).to.include(failing.message!);
    expect(copied).to.include("```python\n");
    expect(copied).to.include(`loopspec explain ${failing.case}`);
  });

  it("copies the script as it stands, made for that loop", async () => {
    const { page } = await browser.open(HTML, CASE, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.click("[aria-label='Copy script']");
    await page.waitForSelector("[aria-label='Copy script']:has-text('Copied')");
    const copied = await page.evaluate("navigator.clipboard.readText()");
    const script = document.cases![failing.case]!.scripts!.python!;
    expect(copied).to.equal(
      script
        .replace("import asyncio", "import asyncio\nimport loop_1")
        .replace("asyncio.new_event_loop()", "loop_1.new_event_loop()"),
    );
  });

  it("selects the text where the clipboard is refused", async () => {
    const { page } = await browser.open(HTML, CASE);
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    await page.click("[aria-label='Copy commands']");
    await page.waitForSelector("[aria-label='Copy commands']:has-text('Ctrl+C')");
    const selected = await page.evaluate("getSelection().toString()");
    expect(selected).to.include("loopspec explain");
  });

  it("shows the history of an implementation, versions in their order, with what changed", async () => {
    const { page } = await browser.open(HISTORY);
    const steps = page.locator(".history").nth(1).locator(".steps li");
    expect(await steps.locator(".when b").allTextContents()).to.deep.equal([
      "0.9.0",
      "0.10.0",
      "0.11.0",
    ]);
    expect(await page.locator("#loops tr").count(), "only the latest side by side").to.equal(2);
    await steps.nth(1).locator("p a").click();
    expect(await page.locator("#grid thead .loop-name").allTextContents()).to.deep.equal([
      "python:loop_1 · 0.9.0",
      "python:loop_1 · 0.10.0",
    ]);
  });

  it("tells how far the catalogue is covered, and why clauses have no cases", async () => {
    const { page } = await browser.open(HTML);
    expect(await page.locator("#coverage").innerText()).to.match(/\d+ of \d+ clauses were judged/);
    await page.click("#coverage summary");
    expect(await page.locator("#coverage li").first().innerText()).to.include("promises nothing");
  });

  it("says what the gate says, and which failures were expected", async () => {
    const text = JSON.stringify([
      { match: failing.case, verdict: "fail", reason: "known <b>since</b> 1.0", issue: "#7" },
    ]);
    const single = { ...document, implementations: [subject] };
    const outcome = gate([single], { expectations: [parseExpectations(text, "e.json")] });
    const html = formatHtml([single], { gate: outcome });
    const { page } = await browser.open(html, CASE);
    expect(await page.locator("#case").innerText()).to.include("known <b>since</b> 1.0 (#7)");
    await page.click("#back");
    expect(await page.locator(".banner").innerText()).to.match(
      /The gate does not hold: \d+ deviations? \(\d+ cases?\)/,
    );
  });
});
