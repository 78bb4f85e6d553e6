import { connect as open } from 'node:net';
import { Duplex } from 'node:stream';
import type { Connect } from '../sockets.ts';

/** Opens a connection of Node in the shape of `cloudflare:sockets`, without encryption. */
export const nodeConnect: Connect = ({ hostname, port }) => {
  const socket = open({ host: hostname, port });
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const { readable, writable } = Duplex.toWeb(socket);
  return {
    readable: readable as ReadableStream<Uint8Array>,
    writable: writable as WritableStream<Uint8Array>,
    opened,
    close: async () => void socket.destroy(),
    startTls: () => {
      throw new Error('no encryption here');
    },
  };
};
