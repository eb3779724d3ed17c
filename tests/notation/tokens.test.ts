import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { encode } from '../../notation/encode/encode.ts'
import { estimatedTokens, orEstimated } from '../../notation/tokens/estimate.ts'
import { createInstalledTokenizers } from '../../notation/tokens/installed-tokenizers.ts'
import { measureUse } from '../../notation/tokens/saving.ts'
import { TOKEN_MODELS, TokenizerMissingError } from '../../notation/tokens/token-counter.ts'

const DATA = new URL('../../bench/data/', import.meta.url)
const counter = createInstalledTokenizers()

test('a use says what a prompt cost and what JSON would have cost', async () => {
  const words = { countTokens: async (text: string) => text.split(/[\s,:"{}]+/).filter(Boolean).length }
  const parts = [{ written: 'Summarise this:' }, { written: 'a 1', json: '{"a":1,"b":[2,3]}' }]
  expect(await measureUse(parts, 'o200k', words)).toEqual({ model: 'o200k', tokensIn: 4, tokensAsJson: 7, saved: 3 })
})

test.each(TOKEN_MODELS)('the share saved by estimate is within seven points of what %s says', async (model) => {
  for (const file of readdirSync(DATA).filter((name) => name.endsWith('.json'))) {
    const value: unknown = JSON.parse(readFileSync(new URL(file, DATA), 'utf8'))
    const parts = [{ written: encode(value), json: JSON.stringify(value) }]
    const counted = await measureUse(parts, model, counter)
    const estimated = await measureUse(parts, model, estimatedTokens)
    const apart = counted.saved / counted.tokensAsJson - estimated.saved / estimated.tokensAsJson
    expect(Math.abs(apart), file).toBeLessThan(0.07)
  }
})

test('where a tokenizer is not installed its count is estimated', async () => {
  const missing = {
    countTokens: () => Promise.reject(new TokenizerMissingError('gpt-tokenizer', new Error('not found'))),
  }
  const text = 'deploy billionmail to staging'
  expect(await orEstimated(missing).countTokens(text, 'o200k')).toBe(await estimatedTokens.countTokens(text, 'o200k'))
  const broken = { countTokens: () => Promise.reject(new Error('broken')) }
  await expect(orEstimated(broken).countTokens(text, 'o200k')).rejects.toThrow('broken')
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
