/** Words of Python, and names that printed scripts use. */

const KEYWORDS =
  "False None True and as assert async await break class continue def del elif else except " +
  "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
  "with yield";

/** What printed scripts use by these names. */
const OWN =
  "LIMIT handler trace log entry kind show loop new_loop run fork error options AppError AppExit " +
  "Awaitable Thing child_exit disposition poll end " +
  "Labelled PipeEnd child file pipe socket_of tls select ssl AUTHORITY CERTIFICATES " +
  "Peer arrived finished folder listening numbered port_of received seen text peer self " +
  "struct tempfile zlib " +
  "expected outcome fault named decide hang watchdog furthest missed mismatch ends ends_of " +
  "metrics reports warned logged polls keep_report keep_warning KeepRecords clock_step " +
  "make_loop prepared names faulthandler itertools shutil enumerate len set sum min max " +
  "asyncio collections concurrent contextvars functools gc inspect logging os signal socket " +
  "subprocess sys threading time traceback warnings weakref " +
  "BaseException Exception bool bytes callable dict float getattr int isinstance len list map " +
  "hash next object open print range repr sorted str super tuple type";

/** What a name of a program must not be in a printed script. */
export const PYTHON_RESERVED: ReadonlySet<string> = new Set(`${KEYWORDS} ${OWN}`.split(" "));
