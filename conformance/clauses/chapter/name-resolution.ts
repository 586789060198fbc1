import { must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.getaddrinfo()` and `loop.getnameinfo()` */
export const nameResolution = {
  "getaddrinfo.async-equivalent": must(
    docs("loop.getaddrinfo()", 1, "getaddrinfo"),
    "getaddrinfo() gives what socket.getaddrinfo() gives, and other callbacks run meanwhile.",
  ),
  "getaddrinfo.errors": must(
    observed("loop.getaddrinfo()"),
    "getaddrinfo() raises socket.gaierror unchanged for a name that does not resolve.",
  ),
  "getaddrinfo.uses-default-executor": should(
    docs("Event Loop: DNS", 1, "remark on the default executor; on the newer pages"),
    "getaddrinfo() runs in the loop's default executor.",
  ),
  "getnameinfo.async-equivalent": must(
    docs("loop.getnameinfo()", 1, "getnameinfo"),
    "getnameinfo() gives what socket.getnameinfo() gives, and other callbacks run meanwhile.",
  ),
} as const satisfies ChapterTable;
