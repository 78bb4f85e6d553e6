declare module 'cloudflare:sockets' {
  export const connect: import('./sockets.ts').Connect;
}
