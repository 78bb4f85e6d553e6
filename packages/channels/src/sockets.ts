/** A connection as `cloudflare:sockets` gives it, as far as mail needs it. */
export interface Connection {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
  readonly opened: Promise<unknown>;
  close(): Promise<void>;
  startTls(): Connection;
}

/** Opens a connection. */
export type Connect = (
  address: { readonly hostname: string; readonly port: number },
  options: { readonly secureTransport: 'on' | 'starttls' | 'off'; readonly allowHalfOpen: boolean },
) => Connection;
