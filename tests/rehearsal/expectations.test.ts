import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../adapters/rehearsal/timeline-entry.ts'
import { checkStep, type Outcome } from '../../src/app/commands/rehearse/check-step.ts'
import { transcriptSchema } from '../../src/app/commands/rehearse/transcript.ts'
import type { Step } from '../../src/app/commands/rehearse/transcript-step.ts'
import type { Card } from '../../src/domain/card.ts'

const card = (title: string, ...labels: string[]): Card => ({
  title,
  tone: 'neutral',
  blocks: [
    { kind: 'text', text: 'two\nlines of it' },
    { kind: 'buttons', buttons: labels.map((label) => ({ id: label, label, style: 'plain' })) },
  ],
})
const posted = (title: string, place = 'slack:#ops/1'): TimelineEntry => ({
  kind: 'posted',
  place,
  message: title,
  card: card(title, 'Go'),
})

function missed(
  expectations: Record<string, unknown>,
  outcome: Partial<Outcome>,
  action: Record<string, unknown> = { advances: '1s' },
): readonly string[] {
  const step: Step | undefined = transcriptSchema.parse({
    title: 't',
    people: {},
    steps: [{ ...action, ...expectations }],
  }).steps[0]
  if (!step) throw new Error('no step')
  const whole: Outcome = {
    happenings: [],
    jobs: [],
    refusals: [],
    ran: [],
    serving: () => undefined,
    taskStates: new Map(),
    orders: [],
    effects: [],
    placeOf: (where) => (where === undefined ? 'slack:#ops/1' : `slack:${where}`),
    idOf: (name) => `slack:${name}`,
    ...outcome,
  }
  return checkStep(step, whole).map(({ expected }) => expected)
}

test('words are found whatever line they stand on', () => {
  expect(missed({ replies: ['two lines of it'] }, { happenings: [posted('A')] })).toEqual([])
})

test('one reply too many is as wrong as one too few', () => {
  expect(missed({ replies: [] }, { happenings: [posted('A')] })).toEqual(['no more replies in #ops'])
  expect(missed({ replies: ['A', 'B'] }, { happenings: [posted('A')] })).toEqual(['“B” in #ops'])
})

test('replies count in their order within a place, and on their own between places', () => {
  const happenings = [posted('A'), posted('D', 'slack:@ana'), posted('B')]
  const direct = { in: '@ana', title: 'D' }
  expect(missed({ replies: [direct, { title: 'A' }, { title: 'B' }] }, { happenings })).toEqual([])
  expect(missed({ replies: [{ title: 'B' }, { title: 'A' }, direct] }, { happenings })).toHaveLength(2)
})

test('all buttons of a card are named, or none of them fit', () => {
  expect(missed({ replies: [{ buttons: ['Go'] }] }, { happenings: [posted('A')] })).toEqual([])
  expect(missed({ replies: [{ buttons: [] }] }, { happenings: [posted('A')] })).toEqual(['buttons none in #ops'])
})

test('what must not be said is looked for too', () => {
  expect(missed({ replies: [{ lacks: 'lines' }] }, { happenings: [posted('A')] })).toEqual(['no “lines” in #ops'])
})

test('edits of two places come in whatever order, and one of a named place is for who names it', () => {
  const edited = (place: string) => ({ ...posted('A', place), kind: 'edited' }) as TimelineEntry
  const happenings = [edited('slack:@ana'), edited('slack:#ops/1')]
  const direct = { in: '@ana', title: 'A' }
  expect(missed({ edits: [{ title: 'A' }, direct] }, { happenings })).toEqual([])
  expect(missed({ edits: [direct, { title: 'A' }] }, { happenings })).toEqual([])
  expect(missed({ edits: [direct, direct] }, { happenings })).toEqual(['an edit with title “A”'])
})

test('edits are looked for in their order, others between them', () => {
  const happenings = ['A', 'B', 'C'].map((title) => ({ ...posted(title), kind: 'edited' as const })) as TimelineEntry[]
  expect(missed({ edits: [{ title: 'A' }, { title: 'C' }] }, { happenings })).toEqual([])
  expect(missed({ edits: [{ title: 'C' }, { title: 'A' }] }, { happenings })).toEqual(['an edit with title “A”'])
})

test('what only one person is told is for that person', () => {
  const happenings: TimelineEntry[] = [{ kind: 'told', to: 'slack:ana', text: 'not yet' }]
  expect(missed({ tells: [{ to: 'ana', contains: 'not' }] }, { happenings })).toEqual([])
  expect(missed({ tells: [{ to: 'ben', contains: 'not' }] }, { happenings })).toEqual(['ben alone is told “not”'])
  expect(missed({ tells: [] }, { happenings })).toEqual(['nobody is told more'])
  expect(missed({ silent: true }, { happenings })).toEqual(['the bot says nothing'])
})

test('work is compared by what is said of it', () => {
  const jobs = [{ step: 'build', service: 'shop', environment: undefined, version: 'v1', strategy: 'cache' }]
  expect(missed({ enqueued: [{ step: 'build', version: 'v1' }] }, { jobs })).toEqual([])
  expect(missed({ enqueued: [{ step: 'build', version: 'v2' }] }, { jobs })).toEqual(['work: build v2'])
  expect(missed({ enqueued: [] }, { jobs })).toEqual(['work: none'])
})

test('what serves and what became of a task is compared', () => {
  const outcome = { serving: () => 'v1', taskStates: new Map([['TASK-1', 'failed']]) }
  expect(missed({ deployed: { 'shop/staging': 'v1' }, tasks: { 'TASK-1': 'failed' } }, outcome)).toEqual([])
  expect(missed({ deployed: { 'shop/staging': 'nothing' }, tasks: { 'TASK-2': 'failed' } }, outcome)).toEqual([
    'nothing on shop/staging',
    'TASK-2 failed',
  ])
})

test('a step that expects nothing lets nobody go without an answer, and nothing be posted unasked', () => {
  const asked = { says: { by: 'ana', text: 'help' } }
  expect(missed({}, {}, asked)).toEqual(['an answer, or `silent: true`'])
  expect(missed({}, { happenings: [posted('A')] }, asked)).toEqual([])
  expect(missed({}, { happenings: [posted('A')] })).toEqual(['no more replies in #ops'])
  expect(missed({}, {})).toEqual([])
})
