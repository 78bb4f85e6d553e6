/** The languages in which every text for people exists. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** One text in every language. */
export type Text = Readonly<Record<Locale, string>>;

/**
 * Chooses the language of an answer from an `Accept-Language` header (RFC 9110, 12.5.4): the highest
 * weight wins, any Chinese is answered in zh-CN, anything unknown in en.
 */
export function negotiateLocale(header: string | null | undefined): Locale {
  if (!header) return 'en';
  const wishes = header.split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1]).find(Boolean);
    return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = wishes.filter((w) => w.weight > 0 && /^(en|zh|\*)(-|$)/.test(w.tag));
  const best = known.reduce<(typeof known)[number] | undefined>(
    (chosen, wish) => (chosen === undefined || wish.weight > chosen.weight ? wish : chosen),
    undefined,
  );
  return best?.tag.startsWith('zh') ? 'zh-CN' : 'en';
}

/** The values of a text's places in one language: a value that is itself a text gives its words in it. */
export function valuesIn(
  locale: Locale,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isText(value) ? value[locale] : value]),
  );
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && locales.every((locale) => locale in value);
}

/** Fills `{name}` places of a text; a place without a value stays visible, so that it gets mended. */
export function fill(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) =>
    values[name] === undefined ? place : String(values[name]),
  );
}
