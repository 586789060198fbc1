import { expect } from "chai";
import { gate } from "../gate.ts";
import { accessFaults } from "../testing/access-faults.ts";
import { describeInBrowser } from "../testing/browser.ts";
import { hostileDocument } from "../testing/hostile-document.ts";
import { formatHtml } from "./page.ts";

describeInBrowser("HTML report of a hostile document", (browser) => {
  it("lets a hostile document run nothing, break out of nothing and hide nothing", async () => {
    const hostile = hostileDocument();
    const { page, complaints, requests } = await browser.open(
      formatHtml([hostile], {
        gate: gate([hostile]),
        title: "</title><script>ranHostile=true</script>",
      }),
    );
    await page.click("#open-all");
    const links = await page.locator("#grid .case-row td[data-target]").count();
    expect(links).to.be.above(0);
    for (let i = 0; i < links; i += 1) {
      await page.locator("#grid .case-row td[data-target]").nth(i).click();
      await page.click("#back");
    }
    expect(await page.evaluate("typeof ranHostile")).to.equal("undefined");
    expect(await page.evaluate("typeof ({}).polluted")).to.equal("undefined");
    expect(complaints).to.deep.equal([]);
    expect(requests).to.have.length(1);
    const markup = await page.evaluate(
      "[...document.querySelectorAll('script, img, iframe, [onerror], [onload], a[href^=javascript]')].map((e) => e.outerHTML.slice(0, 60))",
    );
    expect(markup, "only the page's own two scripts").to.have.length(2);
    const shown = (await page.evaluate("document.body.innerText")) as string;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    expect(shown).not.to.match(/[\u202a-\u202e\u2066-\u2069\u0007\u001b]/);
    expect(shown).to.include("\\u{202e}");
    expect(await page.evaluate("document.documentElement.scrollWidth")).to.be.at.most(1280);
    expect(await accessFaults(page)).to.deep.equal([]);
  });
});
