import type { Server } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { Failure } from './failure.ts';

export interface Address {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** Opens the port and returns the server's URL. Throws a Failure of one line when that is not possible. */
export function listen(server: Server, { host, port }: Address): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(notOpened(error, host, port)));
    server.listen(port, host, () => {
      const { port: opened } = server.address() as AddressInfo;
      resolve(`http://${isIPv6(host) ? `[${host}]` : host}:${opened}`);
    });
  });
}

/** How long requests under way may take to end. */
const graceMs = 3_000;

/** Takes no more requests, lets those under way end within a grace period, and closes. */
export async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(deadline);
}

function notOpened(error: NodeJS.ErrnoException, host: string, port: number): Failure {
  if (error.code === 'EADDRINUSE') {
    return new Failure({
      en: `Port ${port} is busy: stop what listens there, or choose another by PORT=<number>.`,
      'zh-CN': `端口 ${port} 已被占用：请停止占用它的程序，或用 PORT=<端口号> 换一个。`,
    });
  }
  return new Failure({
    en: `Cannot listen on ${host}:${port}: ${error.message}.`,
    'zh-CN': `无法监听 ${host}:${port}：${error.message}。`,
  });
}
