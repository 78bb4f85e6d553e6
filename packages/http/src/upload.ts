import type { Actor, PrincipalRow } from '@keyline/auth';
import {
  type Locale,
  type Problem,
  type ProblemCatalogue,
  ProblemError,
  refusals,
  refuseCommon,
} from '@keyline/kernel';
import {
  fileBegun,
  filePending,
  fileStillPending,
  filesSettled,
  type Loaded,
  type Moment,
  type Plan,
  type TenantStore,
  tenantStore,
  UnavailableError,
} from '@keyline/store';
import * as v from 'valibot';
import { admit, authenticate, businessNow, callerOf, momentOf, originOf, principalLoad } from './caller.ts';
import { attempts, type Decision, isProblem, replyOf } from './command.ts';
import type { Bucket } from './files/bucket.ts';
import { boundaryOf, FormError, readForm } from './files/form.ts';
import { type FileStored, FileTooLargeError, storeFile } from './files/store-file.ts';
import { answerLoad, firstAnswer, type KnownAnswer, repeatableOf, replay } from './idempotency.ts';
import { parseParts } from './input.ts';
import { inputError, inputErrors } from './input-errors.ts';
import type { Answer, Entries, Incoming, Operation, Parsed } from './operation.ts';
import { demand } from './preconditions.ts';
import { respond, respondProblem } from './respond.ts';
import type { Runtime } from './runtime.ts';

/** The file that a request brought, where it lies now. */
export interface UploadedFile extends FileStored {
  readonly key: string;
  readonly fileName: string;
  /** What the client says of it; proves nothing. */
  readonly contentType: string;
}

/** What a request with a file says. */
export interface UploadInput<P extends Entries, F extends Entries> {
  readonly params: Parsed<P>;
  readonly fields: Parsed<F>;
  readonly file: UploadedFile;
  readonly tenantId: string;
  readonly principalId: string;
  /** Business time, milliseconds. */
  readonly now: number;
}

export interface UploadDefinition<
  P extends Entries,
  F extends Entries,
  C extends ProblemCatalogue,
  L extends Plan,
  R extends keyof L & string,
> {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: string;
  readonly asks?: readonly string[];
  readonly params?: P;
  /** Fields of the form beside `file`. */
  readonly fields: F;
  /** Bytes of the largest file. */
  readonly limit: number;
  readonly answer: Answer;
  readonly problems?: C;
  /** The file is noted before its first byte, in a trip of its own: what a crash leaves in the bucket is found. */
  readonly noted?: boolean;
  bucketOf(runtime: Runtime): Bucket;
  /** Under which key the file is kept; a new one each time. */
  keyOf(caller: { readonly tenantId: string }): string;
  load?(input: UploadInput<P, F>): L;
  readonly required?: Readonly<Record<R, keyof C & string>>;
  /** As a command's, with the file in the bucket already: what is refused is deleted again. */
  decide(given: {
    readonly loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> };
    readonly params: Parsed<P>;
    readonly fields: Parsed<F>;
    readonly file: UploadedFile;
    readonly actor: Actor;
    readonly moment: Moment;
    readonly runtime: Runtime;
    /** The caller's language. */
    readonly locale: Locale;
    refuse: ReturnType<typeof refusals<C>>;
  }): Decision | Problem<keyof C & string> | Promise<Decision | Problem<keyof C & string>>;
  /** Work for when the answer is out. */
  after?(given: {
    readonly runtime: Runtime;
    readonly file: UploadedFile;
    readonly tenantId: string;
  }): Promise<void>;
}

/**
 * A write that brings a file: a form (`multipart/form-data`) that is streamed into a bucket, then load, decide,
 * commit. Three round trips: whoever may not send it is told before a byte of the file is kept.
 */
export function upload<
  const C extends ProblemCatalogue = Record<never, never>,
  P extends Entries = Record<never, never>,
  F extends Entries = Record<never, never>,
  L extends Plan = Record<never, never>,
  R extends keyof L & string = never,
>(definition: UploadDefinition<P, F, C, L, R>): Operation {
  const { id, path, tag, summary, description, permission, answer, limit, fields } = definition;
  const params = definition.params ?? ({} as P);
  const problems = definition.problems ?? ({} as C);
  const permissions = [permission, ...(definition.asks ?? [])];
  const refuse = refusals(problems);

  async function handle(incoming: Incoming): Promise<Response> {
    const { runtime, request } = incoming;
    const credential = await authenticate(incoming);
    const boundary = boundaryOf(request.headers.get('Content-Type'));
    const parsed = parseParts(incoming, { params, query: {} });
    if (boundary === undefined) throw new ProblemError(refuseCommon('request.form_expected'));
    const { tenantId, principalId } = credential;
    const now = businessNow(incoming);
    const store = tenantStore(runtime.database, tenantId, principalId, now);
    incoming.spent = store.spent;
    const principal$ = principalLoad(credential, permissions);
    const admitted = await store.read({ principal$ });
    await admit(incoming, credential, admitted.principal$ as PrincipalRow | undefined, permission);
    const bucket = definition.bucketOf(runtime);
    const key = definition.keyOf({ tenantId });
    const { noted = false } = definition;
    if (noted) await note(store, key, runtime.clock.now());
    let isKept = false;
    try {
      const form = await receive(request, boundary, { bucket, key, limit, fields });
      const { sessionId } = callerOf(credential);
      const raw = JSON.stringify([Object.entries(form.given), form.file.sha256]);
      const repeatable = await repeatableOf(incoming, principalId, raw);
      const input = {
        params: parsed.params,
        fields: form.fields,
        file: form.file,
        tenantId,
        principalId,
        now,
      };
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const loaded = await loadedBy(store, {
          ...definition.load?.(input as UploadInput<P, F>),
          principal$,
          answer$: answerLoad(repeatable),
        });
        const row = loaded.principal$ as PrincipalRow | undefined;
        const actor = await admit(incoming, credential, row, permission);
        const known = replay(repeatable, loaded.answer$ as KnownAnswer | undefined);
        if (known) return respond(incoming, known);
        const state = loaded as unknown as Parameters<typeof definition.decide>[0]['loaded'];
        demand(loaded, definition.required ?? {}, problems, permission);
        const moment = momentOf(incoming, actor);
        const given = {
          loaded: state,
          params: parsed.params,
          actor,
          moment,
          runtime,
          refuse,
          locale: incoming.locale,
        };
        const decision = await definition.decide({
          ...given,
          fields: form.fields as Parsed<F>,
          file: form.file,
        });
        if (isProblem(decision)) return respondProblem(incoming, decision);
        const reply = replyOf(answer, decision);
        const idempotency = firstAnswer(repeatable, reply, decision.secrets ?? [], runtime.clock.now());
        // From here on the file may be named by a record, also where the answer of the database is lost.
        isKept = true;
        const origin = originOf(incoming, sessionId);
        const musts = [...(decision.musts ?? []), ...(noted ? [fileStillPending(key)] : [])];
        const also = [...(decision.also ?? []), ...(noted ? [filesSettled([key])] : [])];
        const outcome = await store.commit({ ...decision, musts, also, idempotency, origin });
        isKept = outcome.committed;
        if (!outcome.committed) continue;
        incoming.after.push(async () => definition.after?.({ runtime, file: form.file, tenantId }));
        return respond(incoming, reply);
      }
      throw new ProblemError(refuseCommon('request.conflict'));
    } finally {
      if (!isKept && noted) incoming.after.push(() => giveUp(store, bucket, key));
      if (!isKept && !noted) await bucket.delete(key);
    }
  }

  return {
    kind: 'command',
    id,
    method: 'POST',
    path,
    tag,
    summary,
    ...(description !== undefined && { description }),
    permission,
    params,
    query: {},
    form: { fields, limit },
    answer,
    problems,
    versioned: false,
    idempotent: true,
    trips: definition.noted ? [4, 4] : [3, 3],
    handle,
  };
}

/** Notes a file on its way; where the answer is lost, the note itself tells whether it is there. */
async function note(store: TenantStore, key: string, now: number): Promise<void> {
  try {
    await store.commit({ changes: [], also: [fileBegun(key, now)] });
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    if ((await store.read({ note: filePending(key) })).note === undefined) throw error;
  }
}

/** Deletes a file that no record names, and then its note: what fails here is found by the note. */
async function giveUp(store: TenantStore, bucket: Bucket, key: string): Promise<void> {
  await bucket.delete(key);
  await store.commit({ changes: [], also: [filesSettled([key])] });
}

async function loadedBy(store: TenantStore, plan: Plan): Promise<Readonly<Record<string, unknown>>> {
  return store.read(plan);
}

interface Receiving {
  readonly bucket: Bucket;
  readonly key: string;
  readonly limit: number;
  readonly fields: Entries;
}

/** Takes the form in: the file into the bucket, the fields by their schemas. Throws the problem that refuses it. */
async function receive(request: Request, boundary: string, { bucket, key, limit, fields }: Receiving) {
  let file: UploadedFile | undefined;
  const errors = [];
  const body = request.body as ReadableStream<Uint8Array> | null;
  if (body === null) throw new ProblemError(refuseCommon('request.form_malformed'));
  try {
    const texts = await readForm(body, boundary, async (name, { fileName, contentType, content }) => {
      if (name !== 'file' || file !== undefined) {
        errors.push(inputError(`/${name}`, name === 'file' ? 'twice' : 'unknown'));
        for await (const _ of content);
        return;
      }
      file = { key, fileName, contentType, ...(await storeFile(bucket, key, content, limit)) };
    });
    const given = Object.fromEntries(texts);
    const result = v.safeParse(v.strictObject(fields), given);
    if (!result.success) errors.push(...inputErrors(result.issues, ''));
    if (file === undefined) errors.push(inputError('/file', 'required'));
    if (errors.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors }));
    return { given, fields: result.output, file: file as UploadedFile };
  } catch (error) {
    if (error instanceof FileTooLargeError) {
      throw new ProblemError(refuseCommon('request.too_large', { values: { limit } }));
    }
    if (error instanceof FormError) throw new ProblemError(refuseCommon('request.form_malformed'));
    throw error;
  }
}
