import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditEntry } from '../../src/queries/audit/audit-entry.ts'
import { csvHeader, csvLine } from '../../src/queries/audit/csv.ts'

const entry = (given: Partial<AuditEntry> = {}): AuditEntry => ({
  position: 7,
  at: '2026-11-21T10:00:00.123Z',
  kind: 'request',
  event: 'message.received',
  who: { platform: 'slack', id: 'slack:U1', name: 'ana' },
  where: { channel: 'C1', thread: 'slack:C1:1.2' },
  what: 'status',
  correlation: 'c',
  hash: 'f'.repeat(64),
  ...given,
})

/** Reads RFC 4180, as a spreadsheet does. */
function cellsOf(line: string): readonly string[] {
  const cells = [...line.replace(/\r\n$/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)]
  return cells.map(([, quoted, plain = '']) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')))
}

const column = (line: string, name: string): string | undefined => cellsOf(line)[cellsOf(csvHeader()).indexOf(name)]

test('a line is what it was before it was changed on purpose', () => {
  expect(csvHeader()).toBe(
    'position,at,kind,event,platform,who,name,for,channel,thread,service,environment,what,why,evidence,correlation,hash\r\n',
  )
  expect(csvLine(entry({ what: 'say "no", please\nor yes', evidence: { planHash: 'abc' } }))).toBe(
    `7,2026-11-21T10:00:00.123Z,request,message.received,slack,slack:U1,ana,,C1,slack:C1:1.2,,,"say ""no"", please\nor yes",,"{""planHash"":""abc""}",c,${'f'.repeat(64)}\r\n`,
  )
})

test.each(['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', '\r=1', '  =1', '|calc', '%x', '＝1'])(
  'no spreadsheet takes %j for a formula',
  (typed) => {
    expect(column(csvLine(entry({ what: typed, why: typed })), 'what')).toBe(`'${typed}`)
    expect(column(csvLine(entry({ who: { platform: 'slack', id: 'slack:U1', name: typed } })), 'name')).toBe(
      `'${typed}`,
    )
  },
)

test('whatever is typed comes back in its own column, as a text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (what, why) => {
      const line = csvLine(entry({ what, why }))
      expect(cellsOf(line)).toHaveLength(cellsOf(csvHeader()).length)
      expect(column(line, 'what')?.replace(/^'/, '')).toBe(what.replace(/^'/, ''))
      expect(column(line, 'why')?.replace(/^'/, '')).toBe(why.replace(/^'/, ''))
      expect(column(line, 'what')).not.toMatch(/^\s*[=+\-@]/)
    }),
  )
})
