import type { ExampleRequest, Operation, Schema } from '@keyline/http';
import { type BodyFault, missingFields, unknownFields, wrongTypes } from '../../support/body-faults.ts';
import { unknownParameters, wrongParameters } from '../../support/query-faults.ts';
import { refusalFindings } from '../../support/refusal.ts';
import { type Rule, type Stage, withoutWriting } from '../../support/rule.ts';
import { idPrefixOf, isRequired, partsOf } from '../../support/schema-parts.ts';

const invalid = { status: 400, code: 'request.invalid' };
const takesBody = ({ body }: Operation) => body !== undefined;

/** A rule that every one of these bodies is refused at its place. */
function bodyRule(name: string, faultsOf: (schema: Schema, body: unknown) => BodyFault[]): Rule {
  return {
    name,
    applies: ({ body }) => body !== undefined && faultsOf(body, undefined).length > 0,
    check: (stage) => refusesBodies(stage, faultsOf),
  };
}

async function refusesBodies(
  { world, operation, prepare }: Stage,
  faultsOf: (schema: Schema, body: unknown) => BodyFault[],
): Promise<string[]> {
  const request = await prepare();
  const faults = operation.body === undefined ? [] : faultsOf(operation.body, request.body);
  return withoutWriting(world, async () => {
    const findings = [];
    for (const { body, pointer, codes } of faults) {
      const found = await refusalFindings(
        (headers) => world.ask(operation, request, { headers, text: JSON.stringify(body) }),
        { ...invalid, error: { pointer, codes } },
      );
      findings.push(...found.map((finding) => `${JSON.stringify(body)}: ${finding}`));
    }
    return findings;
  });
}

/** The example's request, but wrong, and the problem that answers it. */
interface Wrong {
  readonly text?: string;
  readonly type?: string;
  readonly status: number;
  readonly code: string;
}

const wrongForms: Readonly<Record<string, Wrong>> = {
  'half a document': { text: '{"name": ', status: 400, code: 'request.malformed' },
  'no document': { text: '', status: 400, code: 'request.malformed' },
  'a form': {
    type: 'application/x-www-form-urlencoded',
    status: 415,
    code: 'request.unsupported_media_type',
  },
  'plain text': { type: 'text/plain', status: 415, code: 'request.unsupported_media_type' },
  'more than 1 MiB': { text: `{}${' '.repeat(1_048_575)}`, status: 413, code: 'request.too_large' },
};

const wrongForm: Rule = {
  name: 'a body that is no JSON, has another type or is too large is refused',
  applies: takesBody,
  async check({ world, operation, prepare }) {
    const request = await prepare();
    return withoutWriting(world, async () => {
      const findings = [];
      for (const [what, { text, type, ...expected }] of Object.entries(wrongForms)) {
        const found = await refusalFindings(
          (language) =>
            world.ask(operation, request, {
              headers: { ...language, ...(type !== undefined && { 'Content-Type': type }) },
              ...(text !== undefined && { text }),
            }),
          expected,
        );
        findings.push(...found.map((finding) => `${what}: ${finding}`));
      }
      return findings;
    });
  },
};

const wrongQuery: Rule = {
  name: 'a query parameter that is unknown or does not fit is refused',
  applies: () => true,
  async check({ world, operation, prepare }) {
    const request = await prepare();
    const faults = [...unknownParameters, ...wrongParameters(operation.query)];
    const beside = (search: string) => {
      const needed = Object.entries(request.query ?? {}).filter(([name]) => {
        const schema = operation.query[name];
        return schema && isRequired(partsOf(schema)) && !search.startsWith(`${name}=`);
      });
      return [search, ...needed.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join('&');
    };
    return withoutWriting(world, async () => {
      const findings = [];
      for (const { search: wrong, pointer, codes } of faults) {
        const search = beside(wrong);
        const found = await refusalFindings((headers) => world.ask(operation, request, { headers, search }), {
          ...invalid,
          error: { pointer, codes },
        });
        findings.push(...found.map((finding) => `?${search}: ${finding}`));
      }
      return findings;
    });
  },
};

const wrongId: Rule = {
  name: 'an id in the path that is none, or of another kind of record, is refused',
  applies: ({ params }) => Object.values(params).some((schema) => idPrefixOf(partsOf(schema)) !== undefined),
  async check({ world, operation, prepare }) {
    const request = await prepare();
    return withoutWriting(world, async () => {
      const findings = [];
      for (const { id, name } of wrongIds(operation)) {
        const wrong: ExampleRequest = { ...request, params: { ...request.params, [name]: id } };
        const found = await refusalFindings((headers) => world.ask(operation, wrong, { headers }), {
          ...invalid,
          error: { pointer: `/path/${name}`, codes: ['id'] },
        });
        findings.push(...found.map((finding) => `${id}: ${finding}`));
      }
      return findings;
    });
  },
};

function wrongIds({ params }: Operation): { name: string; id: string }[] {
  return Object.entries(params).flatMap(([name, schema]) => {
    const prefix = idPrefixOf(partsOf(schema));
    if (prefix === undefined) return [];
    const suffix = '01kafxq0h3e7rvx8bm2s9t4c5d';
    const ids = [
      '1',
      'none',
      `ten_${suffix}`,
      `${prefix}_${suffix}0`,
      `${prefix}_${suffix.toUpperCase()}`,
      `${prefix}_' OR 1=1`,
    ];
    return ids.map((id) => ({ name, id }));
  });
}

/** What comes in is checked to the last field, and refused where it is wrong. */
export const inputRules: readonly Rule[] = [
  bodyRule('a body without a required field is refused at that field', missingFields),
  bodyRule('a field of another type is refused at that field', wrongTypes),
  bodyRule('a field that nobody knows is refused', unknownFields),
  wrongForm,
  wrongQuery,
  wrongId,
];
