import { expect, test } from 'vitest'
import { createHandClock, type HandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import { canaryTrial } from '../../../jobs/workers/canary-trial.ts'
import type { CanaryDecision } from '../../../src/domain/release.ts'
import type { Run } from '../../../src/domain/run.ts'
import type { CanaryLook } from '../../../src/domain/run-events.ts'
import type { CanaryTrial, TrialWord } from '../../../src/ports/deployer.ts'
import { failedRun } from '../../tools/tool-world.ts'

const SINCE = '2026-03-02T09:00:00.000Z'

interface Simulation {
  readonly clock: HandClock
  /** As the next attempt has it. */
  readonly trial: () => CanaryTrial
  /** When it was looked at, as minutes and seconds of that hour, with what its health check said. */
  readonly looks: string[]
  /** What each look was told that the one before it had against the canary. */
  readonly before: (string | undefined)[]
}

function stage(
  words: readonly CanaryDecision['kind'][],
  canary?: Run['canary'],
  at = SINCE,
  promoted?: Run['promoted'],
): Simulation {
  const clock = createHandClock(new Date(at))
  const looks: string[] = []
  const before: (string | undefined)[] = []
  const judge = async ({ canary: last }: Run, { complaint }: { readonly complaint?: string }): Promise<CanaryLook> => {
    const kind = words[looks.length] ?? 'wait'
    before.push(last?.complaint)
    looks.push([clock.now().toISOString().slice(14, 19), complaint].filter(Boolean).join(' '))
    const word: CanaryDecision = kind === 'abort' ? { kind, reasons: ['Bad.'], nextStep: 'Fix it.' } : { kind }
    return { word, reasons: [], minutes: 1, ...(complaint !== undefined && { complaint }) }
  }
  let last = canary
  const judged = async (look: CanaryLook): Promise<void> => {
    last = { ...look, at: clock.now().toISOString() }
  }
  const trial = (): CanaryTrial => {
    const run = { ...failedRun(), ...(last && { canary: last }), ...(promoted && { promoted }) }
    return canaryTrial(
      { clock, canaryJudge: { judge } },
      { run, correlationId: 'c', judged },
      { percent: 10, minutes: 3 },
    )
  }
  return { clock, trial, looks, before }
}

const ask = ({ trial }: Simulation, complaint?: string): Promise<TrialWord> =>
  trial().word({ since: SINCE, complaint: async () => complaint })

/** Asks until it is looked at, each time when it says that it is due. */
async function word(it: Simulation, complaint?: string): Promise<TrialWord> {
  const looked = it.looks.length
  let said = await ask(it, complaint)
  while (it.looks.length === looked && said.kind === 'wait') {
    it.clock.moveTo(new Date(said.until))
    said = await ask(it, complaint)
  }
  return said
}

test('it is looked at soon, then every minute, and at the end of its time', async () => {
  const it = stage([])
  for (let look = 0; look < 4; look++) expect(await word(it)).toMatchObject({ kind: 'wait' })
  expect(it.looks).toEqual(['00:15', '01:00', '02:00', '03:00'])
})

test('what was seen of a canary that the host has put back meanwhile is not held against the one begun anew', async () => {
  const noted = {
    word: { kind: 'wait' },
    reasons: [],
    minutes: 4,
    at: '2026-03-02T08:40:00.000Z',
    complaint: '/health answers 503',
  } as const
  const it = stage([], noted)
  await word(it, '/health answers 503')
  await word(it)
  expect(it.looks).toEqual(['00:15 /health answers 503', '00:25'])
  expect(it.before).toEqual([undefined, '/health answers 503'])
})

test('a health check that fails is asked again ten seconds later', async () => {
  const it = stage([])
  await word(it, '/health answers 503')
  await word(it)
  await word(it)
  expect(it.looks).toEqual(['00:15 /health answers 503', '00:25', '01:00'])
})

test('after a crash the looks go on from the last one that was noted, and what is overdue is due now', async () => {
  const noted = { word: { kind: 'wait' }, reasons: [], minutes: 1, at: '2026-03-02T09:01:00.000Z' } as const
  const it = stage([], noted, '2026-03-02T09:01:20.000Z')
  await word(it)
  expect(it.looks).toEqual(['02:00'])
  const late = stage(['promote'], noted, '2026-03-02T09:40:00.000Z')
  expect(await word(late)).toEqual({ kind: 'promote' })
  expect(late.looks).toEqual(['40:00'])
})

test('a word that was given before a crash stands, and nobody looks again', async () => {
  const it = stage([], { word: { kind: 'promote' }, reasons: [], minutes: 2, at: '2026-03-02T09:02:00.000Z' })
  expect([it.trial().given, await ask(it)]).toEqual([{ kind: 'promote' }, { kind: 'promote' }])
  expect(it.looks).toEqual([])
})

test('one that a person has promoted goes on without another look, but never against its verdict', async () => {
  const by = { step: 'deploy', by: 'slack:ana', at: '2026-03-02T09:01:30.000Z' }
  const seen = { reasons: [], minutes: 1, at: '2026-03-02T09:01:00.000Z' }
  const it = stage([], { ...seen, word: { kind: 'wait' } }, '2026-03-02T09:02:00.000Z', by)
  expect([it.trial().given, await ask(it)]).toEqual([{ kind: 'promote' }, { kind: 'promote' }])
  const bad = { kind: 'abort', reasons: ['Bad.'], nextStep: 'Fix it.' } as const
  const condemned = stage([], { ...seen, word: bad }, '2026-03-02T09:02:00.000Z', by)
  expect([condemned.trial().given, await ask(condemned)]).toEqual([bad, bad])
  expect([...it.looks, ...condemned.looks]).toEqual([])
})

test('before its time nobody looks, and it says when that is', async () => {
  const it = stage(['abort'])
  expect(await ask(it)).toEqual({ kind: 'wait', until: '2026-03-02T09:00:15.000Z' })
  expect(it.looks).toEqual([])
})
