import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CAPABILITIES } from '../../src/capabilities/capabilities.ts'
import { en } from '../../src/texts/en/texts.ts'

test('the page of what one can ask lists every capability as it is defined, and no other', () => {
  const page = readFileSync(new URL('../../docs/what-to-ask.md', import.meta.url), 'utf8')
  const rows = page.split('\n').filter((line) => /^\| .* \| `[a-z]+\.[a-z]+` \|/.test(line))
  expect(rows).toEqual(
    CAPABILITIES.map(({ intent, effect, command }) => {
      const name = command ? `\`/${command.name}\`` : ''
      return `| ${en.requests[intent].example} | \`${intent}\` | ${effect} | ${name} |`
    }),
  )
})
