import { sentenceCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import type { ChangeRequest, ChangeState } from '../../domain/change-request.ts'
import { whereOf } from '../../domain/plan.ts'
import { findChanges } from '../../queries/find-changes.ts'
import { namesOf } from '../../queries/names.ts'
import { scopeFor } from '../../queries/scope.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** The states that people name, in ours; a list of no named state is of what waits. */
const STATES: Readonly<Record<string, ChangeState['kind']>> = {
  succeeded: 'started',
  resolved: 'started',
  running: 'started',
  failed: 'declined',
  cancelled: 'withdrawn',
}

const MOST_ROWS = 20

/** Change requests that wait, or those in a named state. */
async function answerChanges(parts: AnswerParts, { asker, slots, texts }: Question): Promise<Card> {
  const { store, clock } = parts
  const words = texts.changes.list
  const state = STATES[String(slots.state)] ?? 'pending'
  const service = slots.service === undefined ? undefined : String(slots.service)
  const found = (await findChanges(scopeFor(parts, asker), { state, service })).slice(0, MOST_ROWS)
  if (found.length === 0) return sentenceCard(state === 'pending' ? words.none : words.noneSuch)
  const names = await namesOf(
    store,
    found.map(({ by }) => by),
  )
  return {
    title: words.title,
    tone: 'neutral',
    listed: found.map((change) => ({ kind: 'change', id: change.change, values: { ...whereOf(change) } })),
    blocks: [
      {
        kind: 'table',
        columns: Object.values(words.columns),
        rows: found.map((change) => [
          change.change,
          planTitle(change.plan, texts),
          stateWords(change, texts),
          ago(change.requestedAt, clock.now(), texts),
          names.get(change.by) ?? '',
        ]),
      },
    ],
  }
}

function stateWords({ state, brokeGlass }: ChangeRequest, { changes: { list } }: Texts): string {
  return brokeGlass ? list.brokeGlass : list.states[state.kind]
}

export const changeList = {
  intent: 'change.list',
  effect: 'read',
  answer: answerChanges,
} as const satisfies ReadCapability
