import { sentenceCard } from '../../cards/sentence-card.ts'
import { ago, counted, duration } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import { environmentLabel, runs, serviceLabel } from '../../domain/projections.ts'
import type { Run } from '../../domain/run.ts'
import { whereOf } from '../../domain/target.ts'
import type { Slots } from '../../domain/understanding.ts'
import { listedRuns } from '../../queries/listed.ts'
import { namesOf } from '../../queries/names.ts'
import type { AnswerParts, ReadCapability } from '../capability.ts'

const USUAL_COUNT = 5
/** More rows than this nobody reads in a chat. */
const MOST_COUNT = 25

/** The last deployments and rollbacks, newest first. */
async function answerHistory({ store, clock }: AnswerParts, slots: Slots): Promise<Card> {
  const now = clock.now()
  const wanted = Math.min(MOST_COUNT, Math.max(1, Number(slots.count ?? USUAL_COUNT)))
  const labels = [
    'deployment',
    ...(slots.service === undefined ? [] : [serviceLabel(String(slots.service))]),
    ...(slots.environment === undefined ? [] : [environmentLabel(String(slots.environment))]),
    ...(slots.state === undefined ? [] : [String(slots.state)]),
  ]
  const listed = await store.list(runs, { labels, limit: slots.window === undefined ? wanted : MOST_COUNT })
  const found = listed
    .filter((run) => within(run, slots.window, now))
    .slice(0, slots.count === undefined ? MOST_COUNT : wanted)
  if (found.length === 0) return sentenceCard('No deployments match that.')
  const names = await namesOf(
    store,
    found.map(({ by }) => by),
  )
  return {
    title: `Last ${counted(found.length, 'deployment')}`,
    tone: 'neutral',
    listed: listedRuns(found),
    blocks: [
      {
        kind: 'table',
        columns: ['Task', 'What', 'Version', 'Where', 'Result', 'Took', 'When', 'By'],
        rows: found.map((run) => row(run, names, now)),
      },
    ],
  }
}

function within({ requestedAt }: Run, windowSeconds: string | number | undefined, now: Date): boolean {
  return windowSeconds === undefined || now.getTime() - Date.parse(requestedAt) <= Number(windowSeconds) * 1000
}

function row(run: Run, names: ReadonlyMap<string, string>, now: Date): readonly string[] {
  const { plan } = run
  const { service, environment } = whereOf(run)
  const place = environment === undefined ? service : `${service} · ${environment}`
  const took = run.startedAt && run.endedAt ? duration(Date.parse(run.endedAt) - Date.parse(run.startedAt)) : '–'
  return [
    run.task,
    plan.kind,
    plan.release.version,
    place,
    run.state,
    took,
    ago(run.requestedAt, now),
    names.get(run.by) ?? '',
  ]
}

export const deployHistory = {
  intent: 'deploy.history',
  effect: 'read',
  example: 'show the last 5 deployments',
  phrase: ['show the last', '{count}', 'deployments', 'of {service}', 'on {environment}'],
  answer: (parts, { slots }) => answerHistory(parts, slots),
} as const satisfies ReadCapability
