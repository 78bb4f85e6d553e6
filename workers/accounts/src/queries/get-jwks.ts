import { publicJwks } from '@keyline/auth';
import { type Example, publicQuery } from '@keyline/http';
import * as v from 'valibot';

const text = (example: string) => v.pipe(v.string(), v.metadata({ examples: [example] }));

/** The public keys of access tokens, RFC 7517. */
export const getJwks = publicQuery({
  id: 'getJwks',
  path: '/.well-known/jwks.json',
  tag: 'Sign-in',
  summary: 'Public keys of access tokens',
  answer: {
    description: 'A JSON Web Key Set.',
    schema: v.strictObject({
      keys: v.array(
        v.strictObject({
          kty: text('OKP'),
          crv: text('Ed25519'),
          x: text('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'),
          kid: text('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'),
          alg: text('EdDSA'),
          use: text('sig'),
        }),
      ),
    }),
  },
  maxAge: 300,
  view: (runtime) => publicJwks(runtime.publicKeys),
});

export const example: Example = { request: () => ({}) };
