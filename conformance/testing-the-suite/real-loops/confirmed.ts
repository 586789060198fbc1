/** What uvloop and rloop break of what the documentation promises: confirmed by their scripts. */
import type { ClauseId } from "../../clauses/index.ts";

/** Whether all cases about the clause fail, or only those of some circumstance. */
export type Extent = "all" | "some";

/** Broken clauses at MUST of basis `chapter` or `docs`, by module. */
export const confirmed: {
  readonly [module: string]: { readonly [clause in ClauseId]?: Extent };
} = {
  uvloop: {
    "call-soon.returns-handle": "all",
    "create-connection.order-of-steps": "some",
    "call-later.returns-timerhandle": "all",
    "run-forever.stop-while-running.defers-new-callbacks": "all",
    "run-forever.stop-while-running.defers-also-from-earlier-callback": "all",
    "run-forever.runs-until-stop": "some",
    "run-until-complete.runs-to-completion": "some",
    "transport.pause-reading": "some",
  },
  rloop: {
    "call-soon-threadsafe.closed-rejected": "all",
    "call-soon-threadsafe.context-default-of-calling-thread": "some",
    // Exactly one argument.
    "call-soon-threadsafe.returns-cancellable-handle": "some",
    "call-soon.handle-cancelled-query": "all",
    // Exactly one argument.
    "call-soon.handle-cancel-prevents-run": "some",
    "call-soon.returns-handle": "all",
    "create-connection.order-of-steps": "some",
    "create-connection.sock-ownership": "some",
    "create-datagram-endpoint.local-addr": "some",
    "create-datagram-endpoint.remote-addr": "some",
    "create-datagram-endpoint.family": "some",
    "datagram-transport.sendto": "some",
    "create-datagram-endpoint.sock": "some",
    "create-datagram-endpoint.sock-ownership": "all",
    "transport.close-flushes": "all",
    "transport.close-stops-receiving": "some",
    "transport.abort": "some",
    "transport.is-closing": "all",
    "protocol.called-once": "some",
    "transport.set-protocol": "all",
    "transport.extra-info-default": "some",
    "datagram-protocol.error-received": "all",
    "create-datagram-endpoint.pair": "some",
    "datagram-protocol.datagram-received": "some",
    // It is always off.
    "set-debug.toggles": "all",
    // There is no such attribute.
    "slow-callback-duration.default": "all",
    "call-later.returns-timerhandle": "all",
    // The handler is called without the loop: the driver says so, the script's handler raises TypeError.
    "set-exception-handler.called-with-loop-and-context": "all",
    "call-soon.error-context-keys": "some",
    "run-forever.stop-before-run.runs-io-callbacks": "all",
    "run-forever.stop-before-run.polls-once-zero-timeout": "all",
    "run-forever.stop-before-run.runs-ready-callbacks": "all",
    "server.close-stops-listening": "some",
    "server.async-context-manager": "all",
    "server.start-serving-idempotent": "all",
    "connect-accepted-socket.wraps": "all",
    "stop.on-idle-loop-is-pending": "some",
    "transport.write-buffer-size": "all",
    "transport.flow-control": "all",
    "transport.flow-control-order": "all",
    "protocol.connection-lost-error": "all",
    "transport.write": "some",
    "transport.writelines": "all",
    "create-unix-connection.connects": "all",
    "create-unix-server.serves": "all",
  },
};
