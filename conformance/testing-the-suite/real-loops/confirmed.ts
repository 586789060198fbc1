/** What uvloop and rloop break of what the documentation promises: confirmed by their scripts. */
import type { ClauseId } from "../../clauses/index.ts";

/**
 * Whether all cases about the clause fail, those of some circumstance, or one now and then: at other times none, or in
 * another way.
 */
export type Extent = "all" | "some" | "at times";

/** Broken clauses at MUST of basis `chapter` or `docs`, by module. */
export const confirmed: {
  readonly [module: string]: { readonly [clause in ClauseId]?: Extent };
} = {
  uvloop: {
    "call-soon.returns-handle": "all",
    "create-connection.order-of-steps": "some",
    // There is no such keyword.
    "create-connection.happy-eyeballs": "all",
    // AF_UNIX.
    "create-datagram-endpoint.family": "some",
    // A broadcast address as remote_addr.
    "create-datagram-endpoint.options": "some",
    // To the address that the endpoint is connected to.
    "datagram-transport.sendto": "some",
    "call-later.returns-timerhandle": "all",
    "transport.pause-reading": "some",
    // At the low mark, while something is left.
    "transport.flow-control": "some",
    // Transports of children.
    "transport.is-closing": "some",
    // connection_lost() ahead of the end of a child's pipe, about once in ten.
    "subprocess-protocol.called-between": "at times",
    // pass_fds outlives the call; executable takes the name's place, too.
    "subprocess-exec.extra-kwargs": "some",
    // A server accepts nothing more once a protocol factory has raised.
    "server.serve-forever": "some",
    "run-forever.stop-while-running.defers-new-callbacks": "all",
    "run-forever.stop-while-running.defers-also-from-earlier-callback": "all",
    "run-forever.runs-until-stop": "some",
    "run-until-complete.runs-to-completion": "some",
    // There is no sendfile.
    "sock-sendfile.bytes-sent": "all",
    "sendfile.transport-sends": "all",
    // It is always False outside of a run.
    "remove-signal-handler.returns-bool": "some",
    "remove-signal-handler.removes": "some",
    "sock-recvfrom.tuple": "all",
    "sock-recvfrom-into.tuple": "all",
    "sock-sendto.count": "all",
    // Abstract names.
    "create-unix-connection.path-kinds": "some",
    // They return None.
    "remove-reader.returns-bool": "some",
    "remove-writer.returns-bool": "some",
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
    "create-datagram-endpoint.local-addr": "some",
    "transport.close-flushes": "some",
    // What was read with one call goes to a buffered protocol to its end, whatever it closes in between.
    "transport.close-stops-receiving": "some",
    "transport.abort": "some",
    // Within data_received().
    "transport.pause-reading": "some",
    // Within pause_writing(): the process aborts.
    "transport.write": "some",
    "transport.set-protocol": "some",
    "datagram-protocol.error-received": "all",
    "create-datagram-endpoint.sock": "some",
    // A broadcast address as remote_addr.
    "create-datagram-endpoint.options": "some",
    "create-unix-connection.connects": "all",
    "create-unix-server.serves": "all",
    "runner.sigint-cancels-main-task": "some",
    // It is always off.
    "set-debug.toggles": "all",
    // There is no such attribute.
    "slow-callback-duration.default": "all",
    "call-later.returns-timerhandle": "all",
    // The handler is called without the loop.
    "set-exception-handler.called-with-loop-and-context": "all",
    "run-forever.stop-before-run.runs-io-callbacks": "all",
    "run-forever.stop-before-run.polls-once-zero-timeout": "all",
    "run-forever.stop-before-run.runs-ready-callbacks": "all",
    "sock-sendfile.bytes-sent": "all",
    "sendfile.transport-sends": "all",
    "server.close-stops-listening": "some",
    "server.async-context-manager": "all",
    "server.start-serving-idempotent": "all",
    // A server that serves already is started once more by it, and accepts nothing after that. Once its protocol
    // factory has raised it accepts nothing, or its process aborts.
    "server.serve-forever": "at times",
    "connect-accepted-socket.wraps": "all",
    // executable.
    "subprocess-exec.extra-kwargs": "some",
    // Pipes.
    "transport.extra-info-default": "some",
    "remove-signal-handler.returns-bool": "all",
    "remove-signal-handler.removes": "all",
    "sock-recvfrom.tuple": "all",
    "sock-recvfrom-into.tuple": "all",
    "sock-sendto.count": "all",
    "stop.on-idle-loop-is-pending": "some",
    "create-connection.ssl-handshake": "all",
    "create-server.ssl-accept": "all",
    "start-tls.upgrades": "all",
    "protocol.connection-lost-error": "some",
  },
};
