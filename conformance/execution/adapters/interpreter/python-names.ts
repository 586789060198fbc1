/** Names between the languages. */

const camelCased = new Map<string, string>();

/** The JavaScript name of a method, function, attribute or keyword: `call_soon` -> `callSoon`. */
export function camelCase(name: string): string {
  let camel = camelCased.get(name);
  if (camel === undefined) {
    camel = name.replace(/(?<=[^_])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    camelCased.set(name, camel);
  }
  return camel;
}

/** Functions whose mechanical name differs from what JavaScript calls a test. */
const FUNCTIONS: { readonly [name: string]: string } = {
  iscoroutine: "isCoroutine",
  isfuture: "isFuture",
};

/** The JavaScript name of a function of the asyncio module. */
export const functionName = (name: string): string => FUNCTIONS[name] ?? camelCase(name);
