/** Values that are neither collections nor errors, as traces show them. */

/** A value as a trace shows it: `None`, `True`, numbers as Python writes them, texts bare, else `<object>`. */
export function shownOther(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return String(value);
  return typeof value === "number" ? numberText(value) : "<object>";
}

/** An integer is written as one: JavaScript does not tell 1 from 1.0. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Number.isInteger(value)) return BigInt(value).toString();
  const size = Math.abs(value);
  // Both languages write the shortest digits that give the number back; they differ in when they use an exponent.
  if (size >= 1e-4) return String(value);
  const [digits = "", exponent = ""] = value.toExponential().split("e-");
  return `${digits}e-${exponent.padStart(2, "0")}`;
}
