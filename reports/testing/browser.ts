import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";

/** Where Chromium is; `CHROMIUM` names another place. */
const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page that is open in the browser, and everything that it did which it should not have done. */
export interface OpenPage {
  page: Page;
  /** Errors, and what was written to the console. */
  complaints: string[];
  /** The addresses of all requests, that of the page itself included. */
  requests: string[];
}

/** Opens reports in Chromium, each from a file of its own, without network. */
export class ReportBrowser {
  private browser: Browser | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), "loopspec-browser-"));
  private opened = 0;
  private contexts: BrowserContext[] = [];

  /** Why tests that need the browser cannot run; undefined where they can. */
  static missing(): string | undefined {
    if (existsSync(EXECUTABLE)) return undefined;
    return `no Chromium at ${EXECUTABLE}: apt-get install chromium, or set CHROMIUM`;
  }

  async start(): Promise<void> {
    this.browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  }

  /**
   * Opens a report and waits until it is drawn.
   *
   * @param html The report
   * @param fragment What to add to its address, such as `#q=stop`
   */
  async open(html: string, fragment = "", options: BrowserContextOptions = {}): Promise<OpenPage> {
    this.opened += 1;
    const path = join(this.folder, `report-${this.opened}.html`);
    writeFileSync(path, html);
    const opened = await this.openPath(path, fragment, options);
    await opened.page.waitForSelector("html[data-ready=yes]", { state: "attached" });
    return opened;
  }

  /**
   * Opens a page that lies on the disk, and waits until it is loaded.
   *
   * @param fragment What to add to its address: a query, a fragment
   */
  async openPath(
    path: string,
    fragment = "",
    options: BrowserContextOptions = {},
  ): Promise<OpenPage> {
    const context = await this.browser!.newContext({ offline: true, ...options });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`${pathToFileURL(path).href}${fragment}`);
    return { page, complaints, requests };
  }

  /** Closes all that is open; for the end of a test. */
  async closePages(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    this.contexts = [];
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    rmSync(this.folder, { recursive: true });
  }
}

/**
 * A suite of tests with a browser. Where there is none it is pending and says why; with `CI` set
 * it fails instead, as a report that nobody clicked through would pass for one that works.
 */
export function describeInBrowser(title: string, body: (browser: ReportBrowser) => void): void {
  const reason = ReportBrowser.missing();
  describe(reason ? `${title} (pending: ${reason})` : title, function () {
    this.timeout(60_000);
    const browser = new ReportBrowser();
    before(async function () {
      if (reason && process.env.CI) throw new Error(reason);
      if (reason) this.skip();
      await browser.start();
    });
    afterEach(() => browser.closePages());
    after(() => browser.stop());
    body(browser);
  });
}
