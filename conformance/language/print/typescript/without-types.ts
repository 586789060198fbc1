/** Printed TypeScript as JavaScript: what the printer annotates is taken away. */

/** Texts, templates and comments stay as they are. */
const LITERAL = /("(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|\/\/.*)/;
/** The types that the printer writes, where it writes them. */
const TYPE = /: (?:any|string|number|boolean|void)(?:\[\])?(?=[,);]| =| \{)/g;
const ARGUMENT = /<any>(?=\()/g;
const MODIFIER = /\boverride (?=\w)/g;

/**
 * The same program without its types.
 *
 * @param source a program as the printer writes it; other TypeScript has more than it knows
 */
export function withoutTypes(source: string): string {
  return source
    .split(LITERAL)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(TYPE, "").replace(ARGUMENT, "").replace(MODIFIER, ""),
    )
    .join("");
}
