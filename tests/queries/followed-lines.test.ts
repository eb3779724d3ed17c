import { expect, test } from 'vitest'
import { type Abilities, able, LACKING } from '../../src/ports/abilities.ts'
import { linesThatStay } from '../../src/queries/followed-lines.ts'

const followed = { service: 'payments', environment: 'staging', words: [] }

async function staying(may: boolean, text: () => string) {
  let reads = 0
  const lines = async () => {
    reads += 1
    return { lines: [{ text: text() }], isCut: false }
  }
  const abilities: Abilities = {
    ...{ runsBy: 'local', strategies: [], restart: LACKING, scale: LACKING, logs: able({ lines }) },
  }
  const scope = { delivery: { abilities: () => abilities }, redact: (said: string) => said, mayRead: async () => may }
  return { stay: await linesThatStay(scope, followed), reads }
}

test('where its person has lost the right, the log is not even read when somebody ends it', async () => {
  expect(await staying(false, () => 'the balance is 7')).toEqual({ stay: undefined, reads: 0 })
})

test('with the right the last lines stay; a log that cannot be read leaves none', async () => {
  expect((await staying(true, () => 'ready')).stay).toEqual([{ text: 'ready' }])
  const away = () => {
    throw new Error('the cluster does not answer')
  }
  expect((await staying(true, away)).stay).toBeUndefined()
})
