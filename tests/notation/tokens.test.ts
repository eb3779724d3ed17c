import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { encode } from '../../notation/encode/encode.ts'
import { savingsByDay } from '../../notation/tokens/daily-savings.ts'
import { createInstalledTokenizers } from '../../notation/tokens/installed-tokenizers.ts'
import { measureUse } from '../../notation/tokens/saving.ts'
import { TOKEN_MODELS } from '../../notation/tokens/token-counter.ts'

const DATA = new URL('../../bench/data/', import.meta.url)
const counter = createInstalledTokenizers()

test('a use says what a prompt cost and what JSON would have cost', async () => {
  const words = { countTokens: async (text: string) => text.split(/[\s,:"{}]+/).filter(Boolean).length }
  const parts = [{ written: 'Summarise this:' }, { written: 'a 1', json: '{"a":1,"b":[2,3]}' }]
  expect(await measureUse(parts, 'o200k', words)).toEqual({ model: 'o200k', tokensIn: 4, tokensAsJson: 7, saved: 3 })
})

test('uses are summed by day', () => {
  const use = (at: string, tokensIn: number) => ({
    at,
    model: 'o200k' as const,
    tokensIn,
    tokensAsJson: 100,
    saved: 100 - tokensIn,
  })
  expect(
    savingsByDay([use('2026-11-22T01:00:00Z', 50), use('2026-11-21T23:59:59Z', 40), use('2026-11-22T02:00:00Z', 70)]),
  ).toEqual([
    { day: '2026-11-21', calls: 1, tokensIn: 40, tokensAsJson: 100, saved: 60, share: 0.6 },
    { day: '2026-11-22', calls: 2, tokensIn: 120, tokensAsJson: 200, saved: 80, share: 0.4 },
  ])
})

test.each(TOKEN_MODELS)('no payload of ours costs %s more than compact JSON', async (model) => {
  for (const file of readdirSync(DATA).filter((name) => name.endsWith('.json'))) {
    const value: unknown = JSON.parse(readFileSync(new URL(file, DATA), 'utf8'))
    const json = await counter.countTokens(JSON.stringify(value), model)
    for (const profile of ['prompt', 'wire'] as const)
      expect(await counter.countTokens(encode(value, { profile }), model), file).toBeLessThan(json)
  }
})

test('text that spells a special token is counted as text', async () => {
  expect(await counter.countTokens('<|endoftext|>', 'o200k')).toBeGreaterThan(1)
})
