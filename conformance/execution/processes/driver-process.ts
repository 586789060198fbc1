/** One driver process: started, asked, and ended, whatever it does. */
import { type ChildProcess, spawn } from "node:child_process";
import { messageValidator } from "../../language/schema.ts";
import { type DriverReply, type DriverRequest, ENTRY_LIMIT, TRACE_LIMIT } from "../protocol.ts";
import { DriverFault } from "./driver-fault.ts";
import { LINE_LIMIT, LineReader } from "./line-reader.ts";
import { Patience, Starvation } from "./patience.ts";

/** How a driver is started. */
export interface DriverCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment, which is passed on whole. */
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
}

const STDERR_TAIL = 4000;
/** Milliseconds that a driver's last output may take to arrive after its end. */
const LAST_OUTPUT = 200;

let validator: ReturnType<typeof messageValidator> | undefined;

/** Says what is wrong with a reply. The schema is compiled at the first one, while its driver has nothing to do. */
function replyProblem(message: unknown): string | undefined {
  validator ??= messageValidator();
  return validator(message) ?? sizeProblem(message as DriverReply);
}

/** The limits of a trace, which the schema does not state. */
function sizeProblem(reply: DriverReply): string | undefined {
  if (reply.type !== "result") return undefined;
  const { trace } = reply;
  if (trace.length > TRACE_LIMIT + 1)
    return `\`trace\`: expected at most ${TRACE_LIMIT} entries, got ${trace.length}`;
  const long = trace.findIndex(
    (entry) => entry.length > ENTRY_LIMIT && lengthOf(entry) > ENTRY_LIMIT,
  );
  return long < 0 ? undefined : `\`trace[${long}]\`: expected at most ${ENTRY_LIMIT} characters`;
}

/** By characters, as drivers count. */
const lengthOf = (text: string) => Array.from(text).length;

/** A request that has no answer yet. */
interface Waiting {
  readonly type: DriverRequest["type"];
  readonly seconds: number;
  readonly resolve: (reply: DriverReply) => void;
  readonly reject: (fault: DriverFault) => void;
}

/** A driver process. It answers requests in their order; the time of each begins when the one before is answered. */
export class DriverProcess {
  private readonly child: ChildProcess;
  private readonly waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly starvation: Starvation | undefined;
  private fault: DriverFault | undefined;
  private stderr = "";
  private readonly ended: Promise<void>;
  private over = false;

  constructor({ command, args, env, cwd }: DriverCommand) {
    this.child = spawn(command, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...env },
      // A process group of its own: what a driver has started dies with it.
      detached: true,
      ...(cwd === undefined ? {} : { cwd }),
    });
    const { pid } = this.child;
    this.starvation = pid === undefined ? undefined : new Starvation(pid);
    const lines = new LineReader(
      (line) => this.receive(line),
      () => this.fail(tooLong()),
    );
    this.child.stdout?.on("data", (chunk: Buffer) => lines.push(chunk));
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.stderr = (this.stderr + chunk.toString("utf8")).slice(-STDERR_TAIL);
    });
    // A driver that is gone is reported by its end; the broken pipe says nothing more.
    this.child.stdin?.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      this.child.on("error", (error) => {
        this.fail(cannotStart(command, error));
        this.over = true;
        resolve();
      });
      this.child.on("exit", (code, signal) => {
        this.over = true;
        this.starvation?.close();
        const conclude = () => {
          this.fail(this.died(code, signal, lines.remainder));
          resolve();
        };
        // The last answer may still be in the pipe; a grandchild may hold the pipe open for ever.
        const timer = setTimeout(conclude, LAST_OUTPUT);
        this.child.once("close", () => {
          clearTimeout(timer);
          conclude();
        });
      });
    });
  }

  /** The end of what the driver has written to standard error. */
  get stderrTail(): string {
    return this.stderr.trim();
  }

  /** A fault that showed while nothing was asked, or that ended the last request. */
  get knownFault(): DriverFault | undefined {
    return this.fault;
  }

  /**
   * Sends a request and waits for the answer. It may be sent before the last one is answered.
   *
   * @param seconds deadline, and what the machine kept from the driver meanwhile; a driver that misses it is killed
   * @throws DriverFault if there is no proper answer in time
   */
  request(message: DriverRequest, seconds: number): Promise<DriverReply> {
    if (this.fault !== undefined) return Promise.reject(this.fault);
    const answer = new Promise<DriverReply>((resolve, reject) => {
      this.waiting.push({ type: message.type, seconds, resolve, reject });
    });
    this.child.stdin?.write(`${JSON.stringify(message)}\n`);
    if (this.waiting.length === 1) this.watch();
    return answer;
  }

  /** Begins the time of the request whose turn it is. */
  private watch(): void {
    const [first] = this.waiting;
    if (first === undefined) return;
    const { type, seconds } = first;
    const patience = new Patience(seconds, () => this.starvation?.seconds() ?? 0);
    const expire = () => {
      const more = patience.more();
      if (more > 0) this.timer = setTimeout(expire, more * 1000);
      else this.fail(silent(type, seconds));
    };
    this.timer = setTimeout(expire, seconds * 1000);
  }

  /** Ends the driver politely; kills it after `milliseconds`. */
  async end(milliseconds = 500): Promise<void> {
    if (this.over) return this.ended;
    this.child.stdin?.end('{"type":"bye"}\n');
    const timer = setTimeout(() => this.kill(), milliseconds);
    await this.ended;
    clearTimeout(timer);
    this.killGroup();
  }

  /** Ends the driver at once, and what it has started. */
  kill(fault?: DriverFault): void {
    if (fault !== undefined) this.fail(fault);
    this.killGroup();
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
    this.child.stdin?.destroy();
  }

  private killGroup(): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, "SIGKILL");
    } catch (error) {
      // No such group: everybody in it has ended already.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  private receive(line: string): void {
    if (line.trim() === "") return;
    const reply = parseReply(line);
    if (reply instanceof DriverFault) this.fail(reply);
    else this.answer(reply);
  }

  private answer(reply: DriverReply): void {
    const asked = this.waiting.shift();
    if (asked === undefined) {
      this.fail(outOfTurn(reply));
      return;
    }
    clearTimeout(this.timer);
    this.watch();
    asked.resolve(reply);
  }

  private fail(fault: DriverFault): void {
    this.fault ??= fault;
    clearTimeout(this.timer);
    for (const { reject } of this.waiting.splice(0)) reject(this.fault);
    if (!this.over) this.killGroup();
  }

  private died(code: number | null, signal: string | null, rest: string): DriverFault {
    const how = signal === null ? `ended with status ${code}` : `died of ${signal}`;
    const reason = signal === null ? `exit ${code}` : `signal ${signal}`;
    const partial = rest === "" ? "" : `; its last, unfinished line begins ${quote(rest)}`;
    const hint =
      this.stderrTail === ""
        ? "It wrote nothing to standard error."
        : `Its standard error ends with:\n${this.stderrTail}`;
    return new DriverFault("died", `the driver ${how} before it answered${partial}`, hint, reason);
  }
}

const quote = (text: string) => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);

function parseReply(line: string): DriverReply | DriverFault {
  const bad = (why: string) =>
    new DriverFault(
      "garbage",
      `the driver wrote ${quote(line)}${why}`,
      "A driver writes one JSON message a line to standard output and everything else to standard error; `loopspec validate-driver` checks one.",
    );
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return bad(", which is not JSON");
  }
  const type = (message as { type?: unknown } | null)?.type;
  if (type !== "hello" && type !== "fatal" && type !== "result")
    return bad(", which is not a message of the protocol");
  const wrong = replyProblem(message);
  return wrong === undefined ? (message as DriverReply) : bad(`: ${wrong}`);
}

const tooLong = () =>
  new DriverFault(
    "line-too-long",
    `the driver wrote a line of more than ${LINE_LIMIT / 1024 / 1024} MB`,
    "Cut traces at 20,000 entries and entries at 400 characters.",
  );

const outOfTurn = (reply: DriverReply) =>
  new DriverFault(
    "out-of-turn",
    reply.type === "result"
      ? `the driver sent an unexpected result for request ${reply.seq}`
      : `the driver sent an unexpected \`${reply.type}\``,
    "A driver answers each request once.",
  );

function cannotStart(command: string, error: NodeJS.ErrnoException): DriverFault {
  const fault = (message: string, hint: string) => new DriverFault("cannot-start", message, hint);
  if (error.code === "ENOENT")
    return fault(`there is no program \`${command}\``, "Check the name and the path.");
  if (error.code === "EACCES")
    return fault(
      `\`${command}\` is no program that may be started`,
      "It is a folder, or lacks the right to be executed. Name its interpreter first, or use `chmod +x`.",
    );
  return fault(`cannot start \`${command}\`: ${error.message}`, "Check the name and the path.");
}

const silent = (request: string, seconds: number) =>
  new DriverFault(
    "silent",
    `the driver did not answer \`${request}\` within ${seconds} s`,
    "The driver blocks, or waits for more input, or does not flush its output.",
  );
