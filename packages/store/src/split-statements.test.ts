import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitStatements } from './migrate.ts';

const trigger = `CREATE TRIGGER t_log AFTER INSERT ON t WHEN CASE NEW.a WHEN 1 THEN 1 ELSE 0 END
BEGIN
  INSERT INTO log VALUES (CASE WHEN NEW.a > 1 THEN CASE NEW.a WHEN 2 THEN 'x;' END ELSE 'y' END);
  SELECT RAISE(ABORT, 'no; end');
END`;

const statements = [
  "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT DEFAULT ';') STRICT",
  "INSERT INTO t VALUES (1, 'it''s; -- not /* a comment')",
  'INSERT INTO "odd;name" VALUES ("a""b;c")',
  'SELECT [a;b], `c;``d` FROM t',
  "SELECT CASE WHEN 'trigger' = 'x' THEN 1 END, 'begin'",
  'CREATE VIEW weekend AS SELECT end_of, begin_of FROM triggers',
  'CREATE TABLE triggers (begin_of TEXT, end_of TEXT)',
  'CREATE TABLE spans (begin INTEGER)',
  'SELECT 5 - -1, 10 / 2, \'企业；\' AS "é"',
  trigger,
  trigger.replace('CREATE', 'create temporary').replaceAll('BEGIN', 'begin').replaceAll('END', 'end'),
];

describe('a file of statements', () => {
  test('is cut where statements end, whatever stands in between', () => {
    const gap = fc
      .array(fc.constantFrom(' ', '\n', '-- a; comment\n', "/* it's; a */", '/**/', ';', '-- "\n'), {
        maxLength: 4,
      })
      .map((parts) => parts.join(''));
    const file = fc.array(fc.tuple(gap, fc.constantFrom(...statements), gap));
    fc.assert(
      fc.property(file, (parts) => {
        const text = parts.map(([before, statement, after]) => `${before}${statement}${after};`).join('');
        expect(splitStatements(text)).toEqual(parts.map(([, statement]) => statement));
      }),
      { numRuns: 300 },
    );
  });

  test('cut and joined is cut the same again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...`'"\`[];-/* \nabegin end case`, 'CREATE TRIGGER ') }),
        (text) => {
          const once = splitStatements(text);
          for (const statement of once) expect(statement).toBe(statement.trim());
          expect(once).not.toContain('');
        },
      ),
    );
  });

  test('may lack the last semicolon', () => {
    expect(splitStatements('SELECT 1;\nSELECT 2\n')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(splitStatements('SELECT 1; -- the end')).toEqual(['SELECT 1']);
    expect(splitStatements('SELECT 1; /* never closed; ')).toEqual(['SELECT 1']);
  });

  test('without a statement gives none', () => {
    expect(splitStatements('')).toEqual([]);
    expect(splitStatements(' ;;\n-- nothing;\n/* nothing; */;')).toEqual([]);
  });

  test('keeps words apart that only a comment parts', () => {
    expect(splitStatements('SELECT/* one */1')).toEqual(['SELECT 1']);
    expect(splitStatements('SELECT--one\n1')).toEqual(['SELECT\n1']);
  });

  test('keeps a trigger whole, and knows its end', () => {
    expect(splitStatements(`${trigger};SELECT 1;`)).toEqual([trigger, 'SELECT 1']);
  });
});
