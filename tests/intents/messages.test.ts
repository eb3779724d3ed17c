import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { effectOf } from '../../intents/catalog.ts'
import { NO_CONTEXT, NOW, readYaml, understandExample, understandOther } from './support.ts'

interface MessageCase {
  readonly says: string
  readonly intent: string
  readonly slots?: Readonly<Record<string, string | number>>
  /** Words that must be asked about: misspelled, unknown, or two where one is wanted. */
  readonly doubts?: readonly string[]
}

const folder = new URL('./cases/', import.meta.url)
const files = readdirSync(folder).filter(
  (file) => file.endsWith('.yaml') && file !== 'dialogues.yaml' && file !== 'talk.yaml',
)

describe.each(files)('%s', (file) => {
  const understand = file === 'other-catalog.yaml' ? understandOther : understandExample
  test.each(readYaml(`./cases/${file}`) as readonly MessageCase[])('$says', ({ says, intent, slots, doubts }) => {
    const understood = understand(says, NO_CONTEXT, NOW)
    expect({ intent: understood.intent, slots: understood.slots }).toEqual({ intent, slots: slots ?? {} })
    if (doubts) expect([...understood.nearMisses, ...understood.unknownNames].map(({ typed }) => typed)).toEqual(doubts)
  })
})

describe('talk', () => {
  const said = (readYaml('./cases/talk.yaml') as readonly MessageCase[]).map((line) => ({
    ...line,
    read: understandExample(line.says, NO_CONTEXT, NOW).intent,
  }))
  const talk = said.filter(({ intent }) => intent === 'out_of_scope')

  test('asks for no change', () => {
    expect(talk.filter(({ read }) => effectOf(read) !== 'read').map(({ says, read }) => `${says} → ${read}`)).toEqual(
      [],
    )
  })

  test('is seldom taken for a question', () => {
    expect(talk.filter(({ read }) => read === 'out_of_scope').length / talk.length).toBeGreaterThanOrEqual(0.93)
  })

  test('is told from requests that look like it', () => {
    const requests = said.filter(({ intent }) => intent !== 'out_of_scope')
    expect(requests.map(({ says, read }) => [says, read])).toEqual(requests.map(({ says, intent }) => [says, intent]))
  })
})
