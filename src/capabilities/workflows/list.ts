import { sentenceCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import type { Zone } from '../../domain/local-time.ts'
import { runs, workflowLabel } from '../../domain/projections.ts'
import { nextDue, ruleOf } from '../../domain/workflows/cron.ts'
import type { WorkflowDefinition } from '../../domain/workflows/definition.ts'
import { workflowsFor } from '../../queries/workflows-for.ts'
import { momentWords } from '../../texts/moment-words.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { askedWith } from './asked-with.ts'

/** The workflows that the asker may start, each with how to ask for it and how it went last. */
async function answerWorkflows(parts: AnswerParts, { asker, texts }: Question): Promise<Card> {
  const words = texts.workflows
  const { workflows = [] } = parts.settings
  const own = await workflowsFor(parts, asker)
  if (own.length === 0) return sentenceCard(workflows.length === 0 ? words.none : words.noneYours)
  return {
    title: words.listTitle,
    tone: 'neutral',
    listed: own.map(({ id }) => ({ kind: 'workflow', id, values: { workflow: id } })),
    blocks: [
      {
        kind: 'table',
        columns: [...Object.values(words.columns), ...(isAnyScheduled(own) ? [words.due.next] : [])],
        rows: await Promise.all(own.map((one) => rowOf(parts, one, isAnyScheduled(own), texts))),
      },
    ],
  }
}

const isAnyScheduled = (workflows: readonly WorkflowDefinition[]): boolean =>
  workflows.some(({ schedule }) => schedule !== undefined)

async function rowOf(
  { store, clock, settings }: AnswerParts,
  definition: WorkflowDefinition,
  withNext: boolean,
  texts: Texts,
): Promise<string[]> {
  const { id, title, steps } = definition
  const [last] = await store.list(runs, { labels: [workflowLabel(id)], limit: 1 })
  const when = last && `${texts.runs.states[last.state]} ${ago(last.requestedAt, clock.now(), texts)} (${last.task})`
  const does = title ?? steps.map((step) => step.title ?? step.id).join(' → ')
  const row = [id, does, askedWith(definition, texts), when ?? texts.workflows.neverRan]
  return withNext ? [...row, nextOf(definition, settings.gates.timeZone, clock.now())] : row
}

/** When it starts by itself next. */
function nextOf({ schedule }: WorkflowDefinition, zone: Zone, now: Date): string {
  const next = schedule && nextDue(ruleOf(schedule, zone), now)
  return next ? momentWords(next.toISOString(), zone) : ''
}

export const workflowList = {
  intent: 'workflow.list',
  effect: 'read',
  answer: answerWorkflows,
} as const satisfies ReadCapability
