import type { ExampleRequest, Operation } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { changesBetween, contentsOf } from '@keyline/testkit';
import * as v from 'valibot';
import { refusalFindings } from '../../support/refusal.ts';
import { type Rule, type Stage, withoutWriting } from '../../support/rule.ts';
import { eventsGained } from '../../support/stored.ts';
import type { Exchange } from '../../support/world.ts';

/** Operations whose success takes away the access by which they could be repeated: the repeat is a 401. */
const endsItsOwnAccess: ReadonlySet<string> = new Set(['signOut', 'signOutEverywhere']);

const isIdempotent = ({ idempotent }: Operation) => idempotent;
const isRepeatable = ({ idempotent, id }: Operation) => idempotent && !endsItsOwnAccess.has(id);
const isReplayed = ({ answer }: Exchange) => answer.headers.get('Idempotency-Replayed') === 'true';

/** Operations that cannot be repeated under a key, and why. */
const withoutKeys: Readonly<Record<string, string>> = {
  issueToken: 'Tokens are shown once, so that a first answer could not be given again.',
  startOidcSignIn: 'The binding is shown once: who repeats begins another sign-in.',
  requestPasswordReset: 'Whoever asks twice may have lost the first link; the answer is always the same.',
  confirmPasswordReset: 'The link itself is good once.',
  acceptInvitation: 'The link itself is good once.',
  previewCalendarYear: 'It writes nothing.',
  simulateSla: 'It writes nothing.',
};

const takesKey: Rule = {
  name: 'takes an Idempotency-Key, as every POST does',
  applies: ({ method }) => method === 'POST',
  check: async ({ operation: { id, idempotent } }) =>
    idempotent === id in withoutKeys ? [`takes ${idempotent ? 'a key all the same' : 'no key'}`] : [],
};

const replay: Rule = {
  name: 'the same key and body get the first answer again, without its secrets, and write nothing more',
  applies: isRepeatable,
  async check({ world, operation, prepare }) {
    const request = await prepare();
    const sending = { key: newId('request') };
    const first = await world.ask(operation, request, sending);
    const between = await contentsOf(world.database);
    const second = await world.ask(operation, request, sending);
    const [one, two] = [first.answer, second.answer];
    const kept = ['ETag', 'Location'].filter((name) => one.headers.get(name) !== two.headers.get(name));
    return [
      ...(one.status === operation.answer.status ? [] : [`answers ${one.status}`]),
      ...(isReplayed(first) ? ['the first answer says that it is a replay'] : []),
      ...(isReplayed(second) ? [] : ['the second answer does not say that it is a replay']),
      ...(one.status === two.status ? [] : [`${one.status} at first, ${two.status} then`]),
      ...kept.map((name) => `${name} differs`),
      ...(JSON.stringify(withoutSecrets(one.body)) === JSON.stringify(two.body ?? null)
        ? []
        : [`the body differs: ${JSON.stringify(two.body)}`]),
      ...changesBetween(between, await contentsOf(world.database)),
    ];
  },
};

const endedAccess: Rule = {
  name: 'a repeat finds its own access ended',
  applies: ({ id }) => endsItsOwnAccess.has(id),
  async check({ world, operation, prepare }) {
    const request = await prepare();
    const sending = { key: newId('request') };
    const first = await world.ask(operation, request, sending);
    const refused = await withoutWriting(world, () =>
      refusalFindings((headers) => world.ask(operation, request, { ...sending, headers }), {
        status: 401,
        code: 'request.not_authenticated',
      }),
    );
    return [...(first.answer.status < 300 ? [] : [`answers ${first.answer.status}`]), ...refused];
  },
};

const keyReused: Rule = {
  name: 'the same key with another body or record is refused and changes nothing',
  applies: (operation) =>
    isRepeatable(operation) && (operation.body !== undefined || Object.keys(operation.params).length > 0),
  async check(stage) {
    const { world, operation, prepare } = stage;
    const request = await prepare();
    const key = newId('request');
    await world.ask(operation, request, { key });
    const other = await otherRequest(stage, request);
    return withoutWriting(world, () =>
      refusalFindings((headers) => world.ask(operation, other, { key, headers }), {
        status: 422,
        code: 'request.key_reused',
      }),
    );
  },
};

const twins = 5;

const parallelTwins: Rule = {
  name: 'twins in flight under one key do it once',
  applies: isIdempotent,
  async check({ world, operation, prepare, example }) {
    const request = await prepare();
    const key = newId('request');
    const before = await contentsOf(world.database);
    const all = await Promise.all(
      Array.from({ length: twins }, () => world.ask(operation, request, { key })),
    );
    const gained = eventsGained(before, await contentsOf(world.database));
    const done = all.filter(({ answer }) => answer.status === operation.answer.status);
    const first = done.filter((exchange) => !isReplayed(exchange));
    const ended = endsItsOwnAccess.has(operation.id) ? ['request.not_authenticated'] : [];
    const lost = ['request.conflict', ...ended];
    const others = all.filter(
      ({ answer }) => answer.status !== operation.answer.status && !lost.includes(codeOf(answer)),
    );
    const due = (example.events ?? []).join(', ');
    const types = gained.map(({ type }) => type).join(', ');
    return [
      ...(first.length === 1 ? [] : [`${first.length} of ${twins} did it`]),
      ...others.map(({ answer }) => `a twin is answered ${answer.status} with ${codeOf(answer)}`),
      ...(types === due ? [] : [`the twins wrote ${types || 'nothing'} where ${due} is due`]),
    ];
  },
};

function codeOf({ body }: Exchange['answer']): string {
  return String((body as { readonly code?: unknown } | undefined)?.code);
}

const badKey: Rule = {
  name: 'a key that is no key is refused',
  applies: isIdempotent,
  async check({ world, operation, prepare }) {
    const request = await prepare();
    return withoutWriting(world, async () => {
      const findings = [];
      for (const key of ['two words', 'x'.repeat(256)]) {
        const error = { pointer: '/header/Idempotency-Key', codes: ['idempotency_key'] };
        const found = await refusalFindings((headers) => world.ask(operation, request, { key, headers }), {
          status: 400,
          code: 'request.invalid',
          error,
        });
        findings.push(...found);
      }
      return findings;
    });
  },
};

const shownOnce: Rule = {
  name: 'keeps no secret that it was sent or that it shows',
  applies: ({ kind }) => kind === 'command',
  async check({ world, operation, prepare }) {
    const request = await prepare();
    const { answer } = await world.ask(operation, request, { key: newId('request') });
    const secrets = [...secretsIn(answer.body), ...secretsIn(request)];
    const stored = JSON.stringify([...(await contentsOf(world.database))]);
    return secrets.filter((secret) => stored.includes(secret)).map((secret) => `keeps ${secret}`);
  },
};

/** What a repeated request does. */
export const repeatRules: readonly Rule[] = [
  takesKey,
  replay,
  endedAccess,
  keyReused,
  parallelTwins,
  badKey,
  shownOnce,
];

/** Keys, tokens and secrets of webhooks, by the forms they have. */
const secretForm =
  /^(kl_|kr_|kp_|ki_|whsec_|otpauth:)|^[A-Z2-7]{32}$|^[a-z2-7]{4}(-[a-z2-7]{4}){3}(,|$)|^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

function withoutSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return null;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => !secretForm.test(String(value))));
}

/** Texts of this form, and whatever is called a password, at any depth. */
function secretsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return secretForm.test(value) || /password$/i.test(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, part]) => secretsIn(part, inner));
}

/** The same request with another text, number or list in its body; where none can be another, the same for another record. */
async function otherRequest({ operation, prepare }: Stage, request: ExampleRequest): Promise<ExampleRequest> {
  const { body } = operation;
  if (body === undefined) return prepare();
  const fitting = othersOf(request.body).find((one) => v.safeParse(body, one).success);
  return fitting === undefined ? prepare() : { ...request, body: fitting };
}

/** The same value, otherwise in one place. */
function othersOf(value: unknown): unknown[] {
  if (typeof value === 'string') return [`${value}2`];
  if (typeof value === 'number') return [value + 1];
  if (Array.isArray(value)) return [value.slice(1)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    othersOf(part).map((other) => ({ ...value, [name]: other })),
  );
}
