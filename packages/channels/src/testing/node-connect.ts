import { isIP, connect as open, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as openTls } from 'node:tls';
import type { Connect, Connection } from '../sockets.ts';

/** Opens a connection of Node in the shape of `cloudflare:sockets`, for servers without encryption. */
export const nodeConnect: Connect = nodeConnectTrusting([]);

/** The same with TLS, for servers whose certificates are among these (PEM): no other is trusted. */
export function nodeConnectTrusting(ca: readonly string[]): Connect {
  return ({ hostname: host, port }, { secureTransport }) => {
    const given = { ca: [...ca], host, ...(isIP(host) === 0 && { servername: host }) };
    if (secureTransport === 'on') return connectionOf(openTls({ port, ...given }), 'secureConnect');
    const socket = open({ host, port });
    const startTls = () => {
      // What comes from now on is the handshake's.
      socket.removeAllListeners('data');
      return connectionOf(openTls({ socket, ...given }), 'secureConnect');
    };
    return { ...connectionOf(socket, 'connect'), startTls };
  };
}

function connectionOf(socket: Socket, opening: 'connect' | 'secureConnect'): Connection {
  const opened = new Promise<void>((resolve, reject) => {
    socket.once(opening, resolve);
    socket.once('error', reject);
  });
  // Who goes on in an encrypted connection hears of a failure by its stream.
  opened.catch(() => undefined);
  const { readable, writable } = Duplex.toWeb(socket);
  return {
    readable: readable as ReadableStream<Uint8Array>,
    writable: writable as WritableStream<Uint8Array>,
    opened,
    close: async () => void socket.destroy(),
    startTls: () => {
      throw new Error('encrypted already, or never to be');
    },
  };
}
