import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Attack, readAttacks } from './attack.ts'
import { judge } from './judge.ts'
import { playAttack } from './play-attack.ts'
import { UNSAFE_VARIANTS } from './unsafe-variants.ts'

const files = globSync('*.yaml', { cwd: import.meta.dirname }).toSorted()
const attacks = files.flatMap((file) => readAttacks(`${import.meta.dirname}/${file}`))

test.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_, attack) => {
  const played = await playAttack(attack)
  expect(judge(attack, played)).toEqual([])
  // Whoever asks is answered, whatever the attack.
  expect(played.events.filter(({ body }) => body.type === 'message.handled').length).toBeGreaterThan(0)
})

test('there are attacks of every kind, each with a name of its own', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(60)
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length)
  expect(new Set(attacks.map((attack) => attack.in)).size).toBe(8)
})

test.each(UNSAFE_VARIANTS)('a bot that $name would be caught', async ({ alter, caughtAs, by }) => {
  const tried = attacks.filter(by).slice(0, 6)
  const found = await Promise.all(tried.map((attack: Attack) => violationsOf(attack)))
  expect(found.flat()).toContain(caughtAs)

  async function violationsOf(attack: Attack): Promise<readonly string[]> {
    return judge(attack, await playAttack(attack, alter)).map(({ kind }) => kind)
  }
})
