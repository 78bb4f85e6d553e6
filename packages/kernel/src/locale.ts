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

/** Fills `{name}` places of a text; a place without a value stays visible, so that it gets mended. */
export function fill(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) =>
    values[name] === undefined ? place : String(values[name]),
  );
}
