/** The arguments of a reader and of a writer whose descriptor is watched the other way, too. */
import { callback, callbackWith, drain, pair, quiet } from "../../language/build.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READER, WAYS, WRITER } from "../kit/descriptors.ts";
import { END, untilEnd } from "../kit/settle.ts";

const FIRES = {
  reader: "add-reader.fires-when-readable",
  writer: "add-writer.fires-when-writable",
} as const;

export const descriptorsArguments = table(
  WAYS.flatMap((way) => {
    const beside = way === READER ? WRITER : READER;
    return [2, 3].flatMap((count) => {
      const args = Array.from({ length: count }, (_, index) => index + 1);
      const program = {
        clauses: [FIRES[way.slug]] as const,
        fns: {
          beside: quiet(callback()),
          ready: callbackWith(
            args.map((each) => `p${each}`),
            ...(way === READER ? [drain("p")] : []),
            way.remove(),
            beside.remove(),
            END,
          ),
        },
        expect: trace(`ready(${args.join(", ")})`),
      };
      return [
        kase(
          `descriptors/${way.slug}-arguments-${count}-behind-${beside.slug}`,
          `a ${way.slug} runs with its ${count} arguments, added behind a ${beside.slug}`,
          {
            ...program,
            main: [
              pair("p"),
              beside.add("beside"),
              ...untilEnd(way.add("ready", args), ...way.readies("p")),
            ],
          },
        ),
        kase(
          `descriptors/${way.slug}-arguments-${count}-before-${beside.slug}`,
          `a ${way.slug} runs with its ${count} arguments, added before a ${beside.slug}`,
          {
            ...program,
            main: [
              pair("p"),
              way.add("ready", args),
              ...untilEnd(beside.add("beside"), ...way.readies("p")),
            ],
          },
        ),
      ];
    });
  }),
);
