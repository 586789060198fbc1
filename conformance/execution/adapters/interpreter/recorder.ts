/** What is seen of a program, collected while it runs. */
import {
  ENTRY_LIMIT,
  type ErrorReport,
  type LogRecord,
  type Observation,
  type Outcome,
  TRACE_CUT,
  TRACE_LIMIT,
  type WarningRecord,
} from "../../protocol.ts";
import type { CapturedLog } from "../host.ts";
import { ProgramFault } from "./faults.ts";
import { kindOf } from "./kinds.ts";
import { itemOf } from "./values.ts";

/** Most reports, warnings and log records of one program: what a program in a loop may fill. */
const RECORD_LIMIT = 1000;

/** Told of a trace entry as it is written. `replaces`: it stands for the one before, which says less. */
export type EntryListener = (entry: string, replaces?: boolean) => void;

/** The channels of one program's observation. */
export class Recorder {
  private readonly trace: string[] = [];
  private readonly metrics: { [name: string]: number } = {};
  private readonly reports: ErrorReport[] = [];
  private readonly warnings: WarningRecord[] = [];
  private readonly logs: LogRecord[] = [];
  private readonly onEntry: EntryListener | undefined;
  private ended = false;

  /** @param onEntry told of each trace entry as it is written */
  constructor(onEntry?: EntryListener) {
    this.onEntry = onEntry;
  }

  /** Number of trace entries. */
  get length(): number {
    return this.trace.length;
  }

  /** How often an entry is in the trace. */
  count(text: string): number {
    return this.trace.filter((entry) => entry === text).length;
  }

  /** Adds a trace entry. */
  log(text: string): void {
    if (this.ended) return;
    if (this.trace.length >= TRACE_LIMIT) {
      this.trace[TRACE_LIMIT - 1] = TRACE_CUT;
      return;
    }
    const entry = text.length <= ENTRY_LIMIT ? text : cut(text);
    this.trace.push(entry);
    this.onEntry?.(entry);
  }

  /** Has the last trace entry say more. */
  amend(text: string): void {
    if (this.ended || this.trace.length === 0 || this.trace.at(-1) === TRACE_CUT) return;
    const entry = text.length <= ENTRY_LIMIT ? text : cut(text);
    this.trace[this.trace.length - 1] = entry;
    this.onEntry?.(entry, true);
  }

  /** Puts a number into the metrics. */
  metric(name: string, value: unknown): void {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new ProgramFault(`the metric \`${name}\` is not a finite number but ${String(value)}`);
    }
    this.metrics[name] = value;
  }

  /** Records a call of an exception handler. */
  report(handler: string, context: unknown): void {
    if (this.reports.length >= RECORD_LIMIT) return;
    const known = typeof context === "object" && context !== null ? context : {};
    const message = itemOf(known, "message");
    const exception = itemOf(known, "exception");
    this.reports.push({
      handler,
      keys: (known instanceof Map ? [...known.keys()].map(String) : Object.keys(known)).sort(),
      message: message === null ? null : String(message),
      exception: exception === null ? null : kindOf(exception),
    });
  }

  warning(record: WarningRecord): void {
    if (this.warnings.length < RECORD_LIMIT) this.warnings.push(record);
  }

  logRecord({ level, message, exception }: CapturedLog): void {
    if (this.logs.length >= RECORD_LIMIT) return;
    const kind = exception === undefined || exception === null ? null : kindOf(exception);
    this.logs.push({ level: level.toUpperCase(), message, exception: kind });
  }

  /** All that was seen until now. What comes later is not recorded. */
  end(outcome: Outcome, polls?: readonly (number | null)[], why?: string): Observation {
    this.ended = true;
    return this.observation(outcome, polls, why);
  }

  /** A copy of all that was seen until now. */
  observation(outcome: Outcome, polls?: readonly (number | null)[], why?: string): Observation {
    return {
      outcome,
      trace: [...this.trace],
      metrics: { ...this.metrics },
      reports: [...this.reports],
      warnings: [...this.warnings],
      logs: [...this.logs],
      ...(polls === undefined ? {} : { polls: [...polls] }),
      ...(why === undefined ? {} : { why }),
    };
  }
}

/** By characters, as every driver counts: never half of a surrogate pair. */
const cut = (text: string): string => Array.from(text).slice(0, ENTRY_LIMIT).join("");
