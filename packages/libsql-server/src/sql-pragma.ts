import { unparsable } from './errors.ts';
import { isWord } from './sql-split.ts';
import type { Token } from './sql-tokens.ts';

/** Answers about the schema or the file, with or without an argument. */
const WITH_OR_WITHOUT_VALUE = new Set([
  ...['table_list', 'index_list', 'table_info', 'table_xinfo', 'index_info', 'index_xinfo', 'pragma_list'],
  ...['compile_options', 'database_list', 'function_list', 'module_list', 'encoding', 'defer_foreign_keys'],
  ...['foreign_keys', 'foreign_key_list', 'foreign_key_check', 'collation_list', 'data_version'],
  ...['freelist_count', 'integrity_check', 'legacy_file_format', 'page_count', 'quick_check', 'stats'],
  'user_version',
]);

/** May be read; a value would change the connection, which the next stream inherits, or the file's safety. */
const WITHOUT_VALUE = new Set([
  ...['schema_version', 'analysis_limit', 'application_id', 'auto_vacuum', 'automatic_index', 'busy_timeout'],
  ...['cache_size', 'cache_spill', 'cell_size_check', 'checkpoint_fullfsync', 'fullfsync', 'hard_heap_limit'],
  ...[
    'journal_mode',
    'journal_size_limit',
    'legacy_alter_table',
    'locking_mode',
    'max_page_count',
    'mmap_size',
  ],
  ...['page_size', 'query_only', 'read_uncommitted', 'recursive_triggers', 'reverse_unordered_selects'],
  ...['secure_delete', 'soft_heap_limit', 'synchronous', 'temp_store', 'threads', 'trusted_schema'],
  'wal_autocheckpoint',
]);

const CONNECTION_STATE = new Set(['foreign_keys', 'defer_foreign_keys']);

export interface PragmaEffect {
  writesFile: boolean;
  /** Sets a switch of the connection, to be set back before another stream gets it. */
  altersConnection: boolean;
}

/**
 * The effect of a PRAGMA that sqld lets through.
 *
 * @param tokens the statement, from the word PRAGMA on
 * @throws StatementError SQL_PARSE_ERROR for every other one
 */
export function pragmaEffect(tokens: readonly Token[], text: string): PragmaEffect {
  const isQualified = tokens[2]?.text === '.';
  const nameIndex = isQualified ? 3 : 1;
  const name = tokens[nameIndex]?.text.toLowerCase() ?? '';
  const hasValue = tokens.length > nameIndex + 1;
  const isAllowed = WITH_OR_WITHOUT_VALUE.has(name) || (!hasValue && WITHOUT_VALUE.has(name));
  if (!isAllowed || !isWord(tokens[nameIndex], name.toUpperCase())) throw unsupported(text);
  return {
    writesFile: hasValue && name === 'user_version',
    altersConnection: hasValue && CONNECTION_STATE.has(name),
  };
}

/** The refusal of a statement that is valid SQL but not offered, in sqld's words. */
export function unsupported(text: string): Error {
  return unparsable(`unsupported statement: ${text.slice(0, 200)}`);
}
