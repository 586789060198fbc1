import { silenceLine, silenceOf } from "../deviations/silence.ts";
import { headline, type Story, subjectOf, type Told } from "../deviations/story.ts";
import { clip, visibleLine } from "../text.ts";
import type { PackedColumn, PackedDeviation } from "./payload.ts";

/** Where a page finds clauses and cases. */
export interface Places {
  ofClause(id: string): number;
  ofCase(id: string): number;
}

/** What a page tells of one implementation, with the figures of all other formats. */
export function packStory(
  story: Story,
  places: Places,
): Pick<PackedColumn, "subject" | "headline" | "silence" | "deviations"> {
  const { failed, known, errors, noted, column } = story;
  const pack = (status: PackedDeviation["status"]) => (told: Told) =>
    packDeviation(told, status, places);
  return {
    subject: visibleLine(clip(subjectOf(column), 300)),
    headline: visibleLine(headline(story)),
    silence: visibleLine(silenceLine(silenceOf(column))),
    deviations: [
      ...failed.map(pack("failed")),
      ...errors.map(pack("error")),
      ...known.map(pack("known")),
      ...noted.map(pack("noted")),
    ],
  };
}

function packDeviation(
  { deviation, fresh, known, smallest }: Told,
  status: PackedDeviation["status"],
  { ofClause, ofCase }: Places,
): PackedDeviation {
  const others = [...fresh, ...known].filter((row) => row !== smallest);
  return {
    id: visibleLine(clip(deviation.id, 500)),
    clause: ofClause(deviation.clause),
    status,
    cases: [smallest, ...others].map((row) => ofCase(row.result.case)),
    explains: deviation.explains.map(({ id }) => visibleLine(clip(id, 500))),
    notJudged: deviation.notJudged.length,
  };
}
