import { raw } from 'hono/html';

export const style = raw(`
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #5c6670; --line: #dde2e8; --ground: #f4f6f8; --card: #fff; --link: #0b5cad; --good: #17653a; --bad: #a3281c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #9aa5b1; --line: #333b45; --ground: #14181d; --card: #1d232a; --link: #7ab8ff; --good: #6fd49a; --bad: #ff9c91; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
a { color: var(--link); }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; padding: 14px 24px; background: var(--card); border-bottom: 1px solid var(--line); position: sticky; top: 0; }
header h1 { font-size: 18px; margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; }
main { max-width: 1040px; margin: 0 auto; padding: 16px 24px 48px; }
section { margin-top: 28px; scroll-margin-top: 64px; }
h2 { font-size: 16px; }
.count { color: var(--soft); font-weight: normal; }
.about, .nothing, .facts { color: var(--soft); }
article, .wide { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
article { padding: 12px 16px; margin: 12px 0; }
h3 { font-size: 15px; margin: 0; overflow-wrap: anywhere; }
.facts { margin: 2px 0 8px; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--link); }
iframe { width: 100%; height: 420px; border: 1px solid var(--line); border-radius: 6px; background: #fff; margin: 8px 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); padding: 12px; border-radius: 6px; font-family: inherit; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 8px 12px; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
time, code, .attempt { white-space: nowrap; }
table { font-size: 14px; }
td.url { overflow-wrap: anywhere; min-width: 180px; }
.state { white-space: nowrap; }
.state.delivered { color: var(--good); }
.state.failed, .state.dead { color: var(--bad); }
`);
