import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { apiKeyToShow } from '../records/api-keys.ts';
import { apiKeyView, viewApiKey } from '../views/api-key.ts';

/** One API key, without the key itself. */
export const getApiKey = query({
  id: 'getApiKey',
  path: '/v1/api-keys/{apiKeyId}',
  tag: 'API keys',
  summary: 'Get an API key',
  permission: 'api_keys.read',
  params: { apiKeyId: idField('api_key') },
  answer: { description: 'The key, without its secret.', schema: apiKeyView },
  versioned: true,
  problems: some('api_key.not_found'),
  load: ({ params }) => ({ apiKey: first(apiKeyToShow.bind({ id: params.apiKeyId })) }),
  required: { apiKey: 'api_key.not_found' },
  view: ({ loaded }) => ({ body: viewApiKey(loaded.apiKey) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { apiKeyId: (await make('createApiKey')).id } };
  },
  failures: {
    'api_key.not_found': () => ({ params: { apiKeyId: 'key_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
