import { expect, test } from 'vitest'
import { ADDITIONS } from '../../adapters/store/additions.ts'
import { MIGRATIONS } from '../../adapters/store/migrations.ts'
import { schemaOf } from '../../adapters/store/schema.ts'

/* An older process must work beside newer ones, and start again, after they have brought the tables up to date. */

test.each(Object.entries(ADDITIONS))('what %s adds is in no older process’s way', (_, statements) => {
  const own = new Set<string>()
  for (const statement of statementsIn(statements(schemaOf('shipmate')))) {
    const [, created, altered, column] = /^CREATE TABLE (\S+)|^ALTER TABLE (\S+) ADD COLUMN (\w+)/.exec(statement) ?? []
    own.add(created ?? `${altered}.${column}`)
    expect(isHarmless(statement, own), statement).toBe(true)
  }
})

test.each([
  'ALTER TABLE shipmate.event DROP COLUMN actor',
  'ALTER TABLE shipmate.event ADD COLUMN kind text NOT NULL',
  'ALTER TABLE shipmate.event ADD CONSTRAINT kinds CHECK (type IS NOT NULL)',
  'CREATE UNIQUE INDEX event_actor ON shipmate.event (actor)',
  'CREATE TRIGGER announce_more AFTER INSERT ON shipmate.event FOR EACH ROW EXECUTE FUNCTION more()',
  'UPDATE shipmate.document SET doc = NULL',
])('the rule refuses: %s', (statement) => {
  expect(isHarmless(statement, new Set())).toBe(false)
})

test('no migration came since version 7', () => {
  // One more keeps every older process from starting: docs/operating.md must then say to stop them first.
  expect(MIGRATIONS).toHaveLength(7)
})

function statementsIn(text: string): readonly string[] {
  return text
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim().replace(/\s+/g, ' '))
    .filter((statement) => statement !== '')
}

/** @param own Tables and columns that the same addition has made: they may be filled. */
function isHarmless(statement: string, own: ReadonlySet<string>): boolean {
  const [, unique, indexed = ''] = /^CREATE (UNIQUE )?INDEX \S+ ON (\S+)/.exec(statement) ?? []
  if (indexed !== '') return unique === undefined || own.has(indexed)
  if (/^CREATE TABLE /.test(statement)) return true
  const [, filled, column] = /^UPDATE (\S+) SET (\w+) = [^,]+$/.exec(statement) ?? []
  if (filled !== undefined) return own.has(`${filled}.${column}`)
  return (
    /^ALTER TABLE \S+ ADD COLUMN \w+ [\w ()',:.[\]-]+$/.test(statement) &&
    (!statement.includes('NOT NULL') || statement.includes('DEFAULT')) &&
    !/CHECK|UNIQUE|REFERENCES|PRIMARY/.test(statement)
  )
}
