import { isTestCode, sourceFile } from './members.ts';
import { codeOf, reads, type Token } from './tokens.ts';
import { filesOf, type Tree } from './tree.ts';

/** Texts for people that miss a language, say nothing, or say the same in both. */
export function textFindings(tree: Tree): string[] {
  return filesOf(tree, sourceFile)
    .filter(([path]) => !isTestCode(path))
    .flatMap(([path, source]) => {
      const code = codeOf(source);
      return code.flatMap((token, at) => {
        const says = isChineseKey(code, at) ? whatIsWrong(code, at) : undefined;
        return says === undefined ? [] : [`${path}:${token.line} ${says}`];
      });
    });
}

function isChineseKey(code: readonly Token[], at: number): boolean {
  const token = code[at];
  const isKey = reads(code, at - 1, '{') || reads(code, at - 1, ',');
  return isKey && token?.kind === 'string' && token.text === 'zh-CN' && reads(code, at + 1, ':');
}

function whatIsWrong(code: readonly Token[], at: number): string | undefined {
  const english = keyBeside(code, at, 'en');
  if (english === undefined) return 'has a text in zh-CN without one in en';
  const [en, zh] = [literalAt(code, english + 2), literalAt(code, at + 2)];
  if (en?.trim() === '' || zh?.trim() === '') return 'has an empty text';
  if (en !== undefined && en === zh) return `has the same text in both languages: ${en}`;
  if (zh !== undefined && !/\p{Script=Han}/u.test(zh))
    return `has a text in zh-CN without a Chinese word: ${zh}`;
  return en !== undefined && /\p{Script=Han}/u.test(en) ? `has Chinese words in en: ${en}` : undefined;
}

/** The place of another key of the same object. */
function keyBeside(code: readonly Token[], at: number, key: string): number | undefined {
  for (const step of [-1, 1]) {
    let depth = 0;
    for (let index = at; index >= 0 && index < code.length && depth >= 0; index += step) {
      const sign = code[index]?.kind === 'sign' ? (code[index]?.text ?? '') : '';
      if (/^[({[]$/.test(sign)) depth += step;
      if (/^[)}\]]$/.test(sign)) depth -= step;
      if (depth === 0 && reads(code, index, key, ':')) return index;
    }
  }
  return undefined;
}

/** A value that is one literal; anything put together at run time is the tests' business. */
function literalAt(code: readonly Token[], at: number): string | undefined {
  const [token, next] = [code[at], code[at + 1]];
  const whole = next === undefined || reads(code, at + 1, ',') || reads(code, at + 1, '}');
  return whole && token?.kind === 'string' ? token.text : undefined;
}
