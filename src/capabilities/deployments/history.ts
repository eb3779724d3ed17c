import { historyPicture } from '../../cards/history-picture.ts'
import { sentenceCard } from '../../cards/sentence-card.ts'
import { ago, duration } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import { releaseOf, whereOf } from '../../domain/plan.ts'
import type { Run, RunState } from '../../domain/run.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import { listedRuns } from '../../queries/listed.ts'
import { namesOf } from '../../queries/names.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

const USUAL_COUNT = 5
/** Nobody reads more rows in a chat. */
const MOST_COUNT = 25

/** The last deployments and rollbacks that the asker may see, newest first. */
async function answerHistory(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const words = texts.deployments.history
  const { store, clock } = parts
  const now = clock.now()
  const wanted = Math.min(MOST_COUNT, Math.max(1, Number(slots.count ?? USUAL_COUNT)))
  const since = slots.window === undefined ? undefined : new Date(now.getTime() - Number(slots.window) * 1_000)
  const limit = since !== undefined && slots.count === undefined ? MOST_COUNT : wanted
  const filter = {
    kind: 'deployment' as const,
    service: textOf(slots.service),
    // A ring is where a release was deployed to.
    environment: textOf(slots.environment ?? slots.ring),
    state: textOf(slots.state) as RunState | undefined,
    since: since?.toISOString(),
  }
  const found = await newestRuns(scopeFor(parts, asker), filter, right, limit)
  if (found.length === 0) return sentenceCard(words.none)
  const names = await namesOf(
    store,
    found.map(({ by }) => by),
  )
  const picture = historyPicture(found, texts)
  return {
    title: words.last({ count: found.length }),
    tone: 'neutral',
    listed: listedRuns(found),
    blocks: [
      {
        kind: 'table',
        columns: Object.values(words.columns),
        rows: found.map((run) => row(run, names, now, texts)),
        ...(picture && { picture }),
      },
    ],
  }
}

const textOf = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value)

function row(run: Run, names: ReadonlyMap<string, string>, now: Date, texts: Texts): readonly string[] {
  const { plan } = run
  const { service, environment } = whereOf(run)
  const place = [service, environment].filter((one) => one !== undefined).join(' · ')
  const took = run.startedAt && run.endedAt ? duration(Date.parse(run.endedAt) - Date.parse(run.startedAt)) : '–'
  return [
    run.task,
    texts.deployments.history.kinds[plan.kind],
    releaseOf(run)?.version ?? '',
    place,
    run.brokeGlass
      ? `${texts.runs.states[run.state]} · ${texts.changes.history.brokeGlass}`
      : texts.runs.states[run.state],
    took,
    ago(run.requestedAt, now, texts),
    names.get(run.by) ?? '',
  ]
}

export const deployHistory = {
  intent: 'deploy.history',
  effect: 'read',
  answer: answerHistory,
} as const satisfies ReadCapability
