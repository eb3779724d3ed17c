import type { Zone } from '../domain/local-time.ts'
import { dueKey, type WorkflowScheduleEvent } from '../domain/workflows/schedule.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { momentWords } from '../texts/moment-words.ts'
import { textsIn } from '../texts/texts-in.ts'

/** Tells the channel of a workflow why it did not start at its moment. One that started has the card of its task. */
export function workflowDueMessages(
  { workflow, moment, channel, outcome }: Extract<WorkflowScheduleEvent, { type: 'workflow.due' }>,
  correlationId: string,
  zone: Zone,
): readonly DesiredMessage[] {
  if (outcome.kind === 'started') return []
  const { due } = textsIn(undefined).workflows
  const time = momentWords(moment, zone)
  const isMissed = outcome.kind === 'missed'
  const text = isMissed ? due.missed({ time }) : due.stopped({ time, reason: outcome.reason })
  return [
    {
      key: `due-${dueKey(workflow, moment)}`,
      to: { kind: 'thread', thread: channel },
      card: {
        title: isMissed ? due.missedTitle({ workflow }) : due.stoppedTitle({ workflow }),
        tone: 'warning',
        blocks: [{ kind: 'text', text }],
      },
      urgency: 'answer',
      correlationId,
    },
  ]
}
