import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NO_CONTEXT, NOW, readYaml, understandExample, understandOther } from './support.ts'

interface MessageCase {
  readonly says: string
  readonly intent: string
  readonly slots?: Readonly<Record<string, string | number>>
  /** Words that must be asked about: misspelled, unknown, or two where one is wanted. */
  readonly doubts?: readonly string[]
}

const folder = new URL('./cases/', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'dialogues.yaml')

describe.each(files)('%s', (file) => {
  const understand = file === 'other-catalog.yaml' ? understandOther : understandExample
  test.each(readYaml(`./cases/${file}`) as readonly MessageCase[])('$says', ({ says, intent, slots, doubts }) => {
    const understood = understand(says, NO_CONTEXT, NOW)
    expect({ intent: understood.intent, slots: understood.slots }).toEqual({ intent, slots: slots ?? {} })
    if (doubts) expect([...understood.nearMisses, ...understood.unknownNames].map(({ typed }) => typed)).toEqual(doubts)
  })
})
