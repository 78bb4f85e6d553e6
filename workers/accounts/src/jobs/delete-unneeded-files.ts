import type { Job } from '@keyline/http';
import { type Bound, filesSettled, type UnneededFile } from '@keyline/store';
import type { AccountsEnv } from '../env.ts';
import { emptied } from '../records/attachments.ts';

/** No upload takes so long. Real time, milliseconds. */
const longestUpload = 3_600_000;
/** A bucket deletes so many files at once. */
const page = 1_000;
const mostPages = 5;

/**
 * Deletes from the bucket what nobody needs: files whose upload broke off, and those of removed attachments. The note
 * of a file goes after the file, so that a run which breaks off is gone on with; what is left waits for the next minute.
 */
export const deleteUnneededFiles: Job = {
  name: 'delete-unneeded-files',
  async run({ system, runtime }) {
    const { FILES } = runtime.env as AccountsEnv;
    const before = runtime.clock.now() - longestUpload;
    async function deletePages(
      find: () => Promise<UnneededFile[]>,
      noted: (fileKeys: readonly string[]) => Bound,
    ): Promise<void> {
      for (let pages = 0; pages < mostPages; pages += 1) {
        const files = await find();
        if (files.length > 0) await FILES.delete(files.map(({ fileKey }) => fileKey));
        for (const [tenantId, ofTenant] of Map.groupBy(files, (file) => file.tenantId)) {
          const also = [noted(ofTenant.map(({ fileKey }) => fileKey))];
          const outcome = await system.forTenant(tenantId, 'system').commit({ changes: [], also });
          if (!outcome.committed) throw new Error(`deleted files stay noted: ${outcome.reason}`);
        }
        if (files.length < page) return;
      }
    }
    await deletePages(() => system.findBrokenOffFiles(before, page), filesSettled);
    await deletePages(
      () => system.findRemovedFiles(page),
      (fileKeys) => emptied.bind({ fileKeys: JSON.stringify(fileKeys) }),
    );
  },
};
