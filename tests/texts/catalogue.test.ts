import { expect, test } from 'vitest'
import { createUnderstanding } from '../../intents/understand.ts'
import { askedFact } from '../../src/conversation/facts/asked-fact.ts'
import { spokenAnswer } from '../../src/domain/spoken-answer.ts'
import { de } from '../../src/texts/de/texts.ts'
import { en } from '../../src/texts/en/texts.ts'
import { es } from '../../src/texts/es/texts.ts'
import { type Entry, entriesOf, type Said, sayWith } from './entries.ts'

const OTHERS = [
  ['German', de],
  ['Spanish', es],
] as const

const english = entriesOf(en)
const said = new Map<string, Said>(english.map((entry) => [entry.path, sayWith(entry)]))

/** What every text of one language is beside the English one. */
function besideEnglish(entries: readonly Entry[], differs: (here: Said, there: Said) => boolean): readonly string[] {
  return entries.flatMap((entry) => {
    const there = said.get(entry.path)
    return there && differs(sayWith(entry), there) ? [entry.path] : []
  })
}

test.each(OTHERS)('%s says everything that English says, and nothing else', (_, texts) => {
  expect(
    entriesOf(texts)
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(english.map(({ path }) => path).toSorted())
})

test.each(OTHERS)('no value that English names is left out in %s', (_, texts) => {
  const forgets = (here: Said, there: Said) => there.values.some((value) => !here.values.includes(value))
  expect(besideEnglish(entriesOf(texts), forgets)).toEqual([])
})

/** Words and signs that are the same in both languages, by what they are in English. */
const SAME: ReadonlySet<string> = new Set([
  ...[
    'Service',
    'Version',
    'Commit',
    'Task',
    'Tasks',
    'Builds',
    'Worker',
    'Agent',
    'Build',
    'Rollback',
    'build',
    'Ring',
  ],
  ...[
    'rollback',
    'no',
    'Workflow',
    'Workflows',
    'workflow',
    'service',
    'version',
    'task',
    'canary',
    'commits',
    'in',
    ': no.',
  ],
])

test.each(OTHERS)('nothing is left in English in %s', (_, texts) => {
  const left = besideEnglish(entriesOf(texts), (here, there) => {
    const isOnlyValues = there.withoutValues.replace(/[^\p{L}]+/gu, '') === ''
    const isSame = here.withoutValues === there.withoutValues
    return isSame && !isOnlyValues && !SAME.has(there.withoutValues.trim())
  })
  expect(left).toEqual([])
})

const catalog = {
  services: [{ id: 'billionmail', aliases: [] }],
  environments: [{ id: 'staging', aliases: [] }],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
}
const understand = createUnderstanding(catalog)
/** The intent that it is read as, or the fact that its words ask for. */
function intentOf(text: string): string {
  const fact = askedFact({ text, catalog, turns: [], isPlanOpen: false })
  if (fact) return 'asks' in fact ? `${fact.kind} ${fact.asks}` : fact.kind
  return understand(text, { by: 'slack:ana', turns: [] }, new Date()).intent
}

/** What a text tells people to say: what it quotes, or what English has after a colon. */
const invitations = ({ text }: Said): readonly string[] => [
  ...[...text.matchAll(/[“„«]([^“”„«»]+)[”“»]/g)].flatMap(([, words = '']) => words),
  ...(/\bTo [^:]+: (\w[^“”:]*?)\.?$/.exec(text)?.slice(1) ?? []),
]

test.each(OTHERS)('what %s texts tell people to say means what the English ones do', (_, texts) => {
  const misled = entriesOf(texts).flatMap((entry) => {
    const there = said.get(entry.path)
    const asked = there ? invitations(there).map((words) => [intentOf(words), spokenAnswer(words, CANCEL)]) : []
    const here = invitations(sayWith(entry)).map((words) => [intentOf(words), spokenAnswer(words, CANCEL), words])
    return asked.flatMap(([intent, answer], index) => {
      if (intent === 'out_of_scope' && answer === 'neither') return []
      const [ownIntent, ownAnswer, words] = here[index] ?? []
      const isSame = answer === 'neither' ? ownIntent === intent : ownAnswer === answer
      return isSame ? [] : [`${entry.path}: “${words}” is ${ownIntent}, not ${intent}`]
    })
  })
  expect(misled).toEqual([])
})

const CANCEL = { kind: 'cancel' } as const
