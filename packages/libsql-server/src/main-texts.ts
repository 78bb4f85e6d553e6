interface MainTexts {
  usage: string;
  invalidPort: (port: string) => string;
  portTaken: (host: string, port: number) => string;
  damaged: (file: string, detail: string) => string;
  failed: (detail: string) => string;
}

const USAGE =
  'node main.ts --directory <folder> --port <port> [--host <host>] [--synchronous full|normal|off]';

const TEXTS: Readonly<Record<'en' | 'zh-CN', MainTexts>> = {
  en: {
    usage: `Usage: ${USAGE}`,
    invalidPort: (port) => `"${port}" is not a port number (0 to 65535).`,
    portTaken: (host, port) =>
      `Port ${port} on ${host} is already in use. Stop the other program or choose another port.`,
    damaged: (file, detail) => `The database file ${file} is damaged (${detail}). Restore it from a backup.`,
    failed: (detail) => `The database server could not start: ${detail}`,
  },
  'zh-CN': {
    usage: `用法:${USAGE}`,
    invalidPort: (port) => `“${port}”不是有效的端口号(0 到 65535)。`,
    portTaken: (host, port) => `${host} 的端口 ${port} 已被占用。请停止占用它的程序,或换一个端口。`,
    damaged: (file, detail) => `数据库文件 ${file} 已损坏(${detail})。请从备份恢复。`,
    failed: (detail) => `数据库服务无法启动:${detail}`,
  },
};

/** The texts in the language that the environment asks for, by LC_ALL, LC_MESSAGES or LANG. */
export function mainTexts(environment: NodeJS.ProcessEnv): MainTexts {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return TEXTS[locale.startsWith('zh') ? 'zh-CN' : 'en'];
}
