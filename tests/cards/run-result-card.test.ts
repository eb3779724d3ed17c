import { expect, test } from 'vitest'
import { runResultCard } from '../../src/cards/run-result-card.ts'
import type { Block, Card } from '../../src/domain/card.ts'
import type { Health } from '../../src/domain/release.ts'
import type { FoundServing } from '../../src/domain/run-events.ts'
import { en } from '../../src/texts/en/texts.ts'
import { failedRun } from '../tools/tool-world.ts'

const REASON = 'v1.2.0 was not healthy after 5 s: /health answers 500.'
const LINE = 'health: the mail queue cannot be reached: MAIL_QUEUE_URL is not set'

function texts(card: Card | undefined): readonly string[] {
  return (card?.blocks ?? []).flatMap((block: Block) => ('text' in block ? [block.text] : []))
}

function failed(found: FoundServing | undefined): Card | undefined {
  const failure = { reason: REASON, nextStep: 'Fix what the log shows.', logTail: `starting\n${LINE}` }
  const explanation = { cause: 'MAIL_QUEUE_URL is not set.', lines: [LINE], next: ['Set it for the service.'] }
  const run = failedRun({ failure: { ...failure, explanation }, explained: true, ...(found && { found }) })
  return runResultCard(run, undefined, undefined, en)
}

test('the cause that the log names comes first, with its line, and what was only seen from outside after it', () => {
  expect(texts(failed({ version: 'v1.1.0' })).slice(0, 3)).toEqual([
    'Likely cause: MAIL_QUEUE_URL is not set.',
    LINE,
    REASON,
  ])
})

test.each([
  [{ version: 'v1.1.0' }, 'v1.1.0 was running on staging at 03:00 UTC.'],
  [{}, 'Nothing was running on staging at 03:00 UTC.'],
  [
    { version: 'v1.1.0', complaint: '/health answers 503.' },
    'v1.1.0 was running on staging at 03:00 UTC, but unhealthy: /health answers 503.',
  ],
  [undefined, 'No traffic was switched on staging.'],
])('of what serves it says only what was found: %j', (found, sentence) => {
  expect(texts(failed(found)).join('\n')).toContain(`${sentence} What to do next:`)
})

test('of what has started and cannot be asked, it does not say that nothing was switched', () => {
  const said = texts(runResultCard(failedRun({ phase: 'starting' }), undefined, undefined, en)).join('\n')
  expect(said).toContain('I could not ask what runs on staging.')
  expect(said).not.toContain('No traffic was switched')
})

const STOPPED = { state: 'nothing-deployed', url: 'http://payments.example', isIntended: true } as const

test('asked for later, a card says what is running now: what was stopped since is neither live nor running', () => {
  const run = failedRun({ state: 'succeeded' })
  const title = (health?: Health) => runResultCard(run, undefined, undefined, en, health)?.title
  expect(title()).toBe('payments v1.2.0 is live on staging')
  expect(title(STOPPED)).toBe('payments v1.2.0 was live on staging')
  expect(texts(runResultCard(run, undefined, undefined, en, STOPPED))).toEqual([
    'payments on staging now: stopped on purpose.',
  ])
  const gone = texts(runResultCard(failedRun({ found: { version: 'v1.1.0' } }), undefined, undefined, en, STOPPED))
  expect(gone.join('\n')).toContain('payments on staging now: stopped on purpose.')
  expect(gone.join('\n')).not.toContain('was running')
})

test('once what failed is live after all, nothing is left to do', () => {
  const release = { sha: 'b'.repeat(40), version: 'v1.2.0' }
  const place = { service: 'payments', environment: 'staging', waiting: [] }
  const current = { release, task: 'TASK-9', at: '2026-03-02T04:00:00.000Z' } as const
  const run = failedRun({ endedAt: '2026-03-02T03:00:10.000Z' })
  const said = texts(runResultCard(run, undefined, { ...place, current }, en)).join('\n')
  expect(said).toContain('v1.2.0 went live on staging at 04:00 UTC.')
  expect(said).not.toContain('Fix it.')
})

test('what was live before it failed to be deployed anew still says what to do', () => {
  const release = { sha: 'b'.repeat(40), version: 'v1.2.0' }
  const live = (at: string) => ({
    ...{ service: 'payments', environment: 'staging', waiting: [] },
    current: { release, task: 'TASK-1', at } as const,
  })
  const before = live('2026-03-02T02:00:00.000Z')
  expect(texts(runResultCard(failedRun(), undefined, before, en)).join('\n')).toContain('Fix it.')
  const ill = { state: 'unhealthy', release, url: 'http://payments.example', sentence: '/health answers 503.' } as const
  const later = live('2026-03-02T04:00:00.000Z')
  expect(texts(runResultCard(failedRun(), undefined, later, en, ill)).join('\n')).toContain('Fix it.')
})

test('a failure says what happened there since, not that what went live then still serves', () => {
  const release = { sha: 'c'.repeat(40), version: 'v1.3.0' }
  const run = failedRun({ endedAt: '2026-03-02T03:00:10.000Z', found: { version: 'v1.1.0' } })
  const place = { service: 'payments', environment: 'staging', waiting: [] }
  const since = (current: { at: string; stoppedAt?: string }) =>
    texts(runResultCard(run, undefined, { ...place, current: { release, task: 'TASK-9', ...current } }, en)).join('\n')
  expect(since({ at: '2026-03-02T02:00:00.000Z' })).toContain('v1.1.0 was running on staging at 03:00 UTC.')
  expect(since({ at: '2026-03-02T04:00:00.000Z' })).toContain('v1.3.0 went live on staging at 04:00 UTC.')
  expect(since({ at: '2026-03-02T02:00:00.000Z', stoppedAt: '2026-03-02T05:00:00.000Z' })).toContain(
    'v1.3.0 was stopped on purpose on staging at 05:00 UTC.',
  )
})

test('where more of the log is kept than the card shows, all of it comes as a file', () => {
  const log = (lines: number): string => Array.from({ length: lines }, (_, line) => `line ${line + 1}`).join('\n')
  const blocksOf = (lines: number): readonly Block[] =>
    runResultCard(
      failedRun({ failure: { reason: REASON, nextStep: '', logTail: log(lines) } }),
      undefined,
      undefined,
      en,
    )?.blocks ?? []
  expect(blocksOf(41)).toContainEqual({
    kind: 'file',
    name: 'TASK-3.log',
    text: log(41),
    preview: log(41).slice('line 1\n'.length),
  })
  expect(blocksOf(40)).toContainEqual({ kind: 'code', text: log(40) })
})
