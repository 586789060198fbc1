/** The links of Markdown documents, and whether they lead anywhere. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { lexer, type Token, walkTokens } from "marked";

/** Where the links of a document lead, links of the web included. */
export function linksOf(markdown: string): readonly string[] {
  const links: string[] = [];
  walkTokens(lexer(markdown), (token: Token) => {
    if (token.type === "link" || token.type === "image") links.push(String(token.href));
  });
  return links;
}

/** The names that headings of a document can be linked by, as code hosts make them. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  walkTokens(lexer(markdown), (token: Token) => {
    if (token.type !== "heading") return;
    const words = String(token.text).toLowerCase();
    anchors.add(words.replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(/\s/g, "-"));
  });
  return anchors;
}

const isWeb = (link: string) => /^[a-z]+:/.test(link);

/**
 * The links of a document that lead to no file below a folder, or to no heading of one.
 *
 * @param root the folder
 * @param document path below it
 */
export function deadLinks(root: string, document: string): readonly string[] {
  const text = readFileSync(join(root, document), "utf8");
  return linksOf(text).filter((link) => !isWeb(link) && !leadsSomewhere(root, document, link));
}

function leadsSomewhere(root: string, document: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? join(root, document) : join(root, dirname(document), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined || statSync(target).isDirectory()) return anchor === undefined;
  const text = readFileSync(target, "utf8");
  const line = /^L(\d+)$/.exec(anchor)?.[1];
  if (line !== undefined) return Number(line) <= text.split("\n").length;
  return anchorsOf(text).has(anchor);
}
