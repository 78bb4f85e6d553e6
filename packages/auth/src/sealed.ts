import { base64url, type CryptoKey } from 'jose';

/** The form of what is sealed; another way of sealing gets another mark. */
const MARK = 'v1';
const NONCE_BYTES = 12;
const encoder = new TextEncoder();

/**
 * Seals a text for storage, `v1.<nonce and ciphertext in base64url>`: AES-256-GCM under a key derived from
 * `keyText` by HKDF-SHA-256. `context` says what the text is and whose (`totp usr_...`): sealed in one context
 * it opens in no other, so that nobody who writes to the database can move it.
 */
export async function seal(keyText: string, context: string, text: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(context) };
  const sealed = await crypto.subtle.encrypt(algorithm, await keyOf(keyText), encoder.encode(text));
  const whole = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  whole.set(nonce);
  whole.set(new Uint8Array(sealed), NONCE_BYTES);
  return `${MARK}.${base64url.encode(whole)}`;
}

/** The text that was sealed. Throws when key or context is another, or when a single bit has changed. */
export async function unseal(keyText: string, context: string, sealed: string): Promise<string> {
  const [mark, body = '', ...more] = sealed.split('.');
  if (mark !== MARK || more.length > 0) throw new Error('A sealed text cannot be read.');
  const whole = base64url.decode(body);
  const iv = whole.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(context) };
  const text = await crypto.subtle.decrypt(algorithm, await keyOf(keyText), whole.subarray(NONCE_BYTES));
  return new TextDecoder('utf-8', { fatal: true }).decode(text);
}

const keys = new Map<string, CryptoKey>();

/** The derived key; a Worker has one key text, so it is derived once. */
async function keyOf(keyText: string): Promise<CryptoKey> {
  const known = keys.get(keyText);
  if (known !== undefined) return known;
  const material = await crypto.subtle.importKey('raw', encoder.encode(keyText), 'HKDF', false, [
    'deriveKey',
  ]);
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: encoder.encode('keyline sealed v1'),
  };
  const cipher = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(derivation, material, cipher, false, ['encrypt', 'decrypt']);
  keys.set(keyText, key);
  return key;
}
