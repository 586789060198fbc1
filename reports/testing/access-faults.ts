import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { packageRoot } from "#package-root";

const AXE = createRequire(join(packageRoot, "package.json")).resolve("axe-core/axe.min.js");

/** What axe finds wrong under the rules of WCAG 2.2 A and AA, and its own best practices. */
export async function accessFaults(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async () => {
    // Without preloading: a page opened from a file may not fetch its own style sheet.
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const results = await (globalThis as any).axe.run({ preload: false });
    return results.violations.flatMap((v: { id: string; nodes: { html: string }[] }) =>
      v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 200)}`),
    );
  });
}
