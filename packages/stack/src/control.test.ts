import { afterEach, describe, expect, test } from 'vitest';
import { askControl, type Control, type ControlHandlers, openControl, stackIsAlive } from './control.ts';
import { Failure } from './failure.ts';

let control: Control | undefined;
afterEach(async () => {
  await control?.close();
  control = undefined;
});

async function controlWith(handlers: ControlHandlers) {
  control = await openControl(handlers);
  return control.record;
}

describe('the control port', () => {
  test('does what it is asked for and gives the result', async () => {
    const record = await controlWith({ double: async (input) => Number(input) * 2 });
    expect(await askControl(record, 'double', 21)).toBe(42);
  });

  test('hears only who knows the token', async () => {
    const record = await controlWith({ status: async () => 'secret' });
    const stranger = { ...record, token: 'guessed' };
    await expect(askControl(stranger, 'status', null)).rejects.toThrow('wrong token');
    expect(await stackIsAlive(stranger)).toBe(false);
    expect(await stackIsAlive(record)).toBe(true);
  });

  test('passes a refusal on in one line', async () => {
    const record = await controlWith({
      cron: async () => {
        throw new Error('no such Worker\nat line 1');
      },
    });
    await expect(askControl(record, 'cron', {})).rejects.toThrow(/^no such Worker$/);
    await expect(askControl(record, 'cron', {})).rejects.toBeInstanceOf(Failure);
    await expect(askControl(record, 'unheard-of', {})).rejects.toThrow('no /unheard-of');
  });

  test('is dead once it is closed', async () => {
    const record = await controlWith({ status: async () => null });
    await control?.close();
    expect(await stackIsAlive(record)).toBe(false);
  });
});
