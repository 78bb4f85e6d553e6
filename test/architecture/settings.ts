import { sourceFile } from './members.ts';
import { tokensOf } from './tokens.ts';
import { filesOf, type Tree } from './tree.ts';

interface LintSettings {
  readonly linter?: { readonly rules?: Readonly<Record<string, unknown>> };
  readonly overrides?: readonly {
    readonly linter?: { readonly rules?: Readonly<Record<string, unknown>> };
  }[];
}

/** Rules of Biome that the house relies on, and the only one that any file may be free of. */
const lintRules = {
  suspicious: ['noExplicitAny'],
  style: ['noDefaultExport', 'useImportType', 'noNonNullAssertion'],
} as const;
const mayBeOff = 'noDefaultExport';

const compilerFlags = [
  'strict',
  'noUncheckedIndexedAccess',
  'exactOptionalPropertyTypes',
  'erasableSyntaxOnly',
  'verbatimModuleSyntax',
  'noUnusedLocals',
  'noUnusedParameters',
];

/** Strictness that was turned off: in the settings, or file by file without a reason that lasts. */
export function settingFindings(tree: Tree): string[] {
  const { compilerOptions = {} } = JSON.parse(tree.get('tsconfig.json') ?? '{}') as {
    compilerOptions?: Readonly<Record<string, unknown>>;
  };
  return [
    ...lintFindings(JSON.parse(tree.get('biome.json') ?? '{}') as LintSettings),
    ...compilerFlags
      .filter((flag) => compilerOptions[flag] !== true)
      .map((flag) => `tsconfig.json: ${flag} is off`),
    ...loopholeFindings(tree),
  ];
}

function lintFindings({ linter, overrides = [] }: LintSettings): string[] {
  const loosened = overrides.flatMap((override) =>
    Object.values(override.linter?.rules ?? {}).flatMap((group) => Object.keys(group as object)),
  );
  const rules = Object.entries(lintRules).flatMap(([group, names]) =>
    names.map((name) => [
      name,
      (linter?.rules?.[group] as Readonly<Record<string, unknown>> | undefined)?.[name],
    ]),
  );
  return [
    ...rules.filter(([, level]) => level !== 'error').map(([name]) => `biome.json: ${name} is no error`),
    ...loosened
      .filter((name) => name !== mayBeOff)
      .map((name) => `biome.json: ${name} is loosened for some files`),
  ];
}

/** Comments by which one place escapes the compiler, or the rule against `any`. */
const loophole =
  /@ts-(ignore|nocheck|expect-error)|biome-ignore(-all)? lint\/suspicious\/noExplicitAny|biome-ignore-all/;

function loopholeFindings(tree: Tree): string[] {
  return filesOf(tree, sourceFile).flatMap(([path, source]) =>
    tokensOf(source)
      .filter(({ kind, text }) => kind === 'comment' && loophole.test(text))
      .map(({ line, text }) => `${path}:${line} escapes the checks: ${loophole.exec(text)?.[0]}`),
  );
}
