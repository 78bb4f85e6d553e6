import { answer } from './app.ts';
import { readEnv } from './env.ts';

export default {
  fetch(request: Request, bindings: unknown): Promise<Response> {
    return answer(request, readEnv(bindings));
  },
};
