import { confirmationCard } from '../cards/confirmation-card.ts'
import { driftCard } from '../cards/drift-card.ts'
import { inLanguage } from '../cards/in-language.ts'
import { questionCard } from '../cards/question-card.ts'
import type { AnnouncementRule } from '../domain/announcement.ts'
import { isKnownType } from '../domain/audit-kind.ts'
import type { Card } from '../domain/card.ts'
import { answeredBy } from '../domain/confirmation.ts'
import type { Stored } from '../domain/event.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { platformOf, type ThreadId, type UserId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { Zone } from '../domain/local-time.ts'
import { replyKey } from '../domain/message.ts'
import { byLabel, changes, confirmations, drifts, handovers, questions, runs } from '../domain/projections.ts'
import { isRunCompleted, isRunEnded, isRunRequested } from '../domain/run-events.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Capacity } from '../ports/capacity.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage, Outbox } from '../ports/outbox.ts'
import { nameOf } from '../queries/names.ts'
import { placeOf } from '../queries/place-of.ts'
import type { Granting } from '../queries/step-approvers.ts'
import type { Loop } from '../runtime/loop.ts'
import { type React, type ReactorParts, startReactor } from '../runtime/reactor.ts'
import { textsIn } from '../texts/texts-in.ts'
import { changeMessages } from './change-messages.ts'
import { codeMessages } from './code-messages.ts'
import { deviceMessages } from './device-messages.ts'
import { editedMessages } from './edited-messages.ts'
import { fittedMessages } from './fitted-message.ts'
import { followMessages } from './follow-messages.ts'
import { lockMessages, scheduleMessages } from './gate-messages.ts'
import { handoverMessages } from './handover-messages.ts'
import { keyOf } from './message-key.ts'
import type { Posting } from './posting.ts'
import { deployedWith, healthMessages, releaseMessages, replacedBy } from './release-messages.ts'
import { runMessages, type Sources } from './run-messages.ts'
import { workflowDueMessages } from './workflow-due-messages.ts'

/**
 * Writes the messages that the threads should show. It renders each card from the present state, so that many events in a
 * row are one edit, and a card that changed while the bot was down is right after a restart.
 */
export interface NarratorParts extends ReactorParts {
  readonly log: ReactorParts['log'] & Documents
  readonly outbox: Outbox
  readonly workflows: Workflows
  /** Whose clocks a time is told by. */
  readonly timeZone: Zone
  /** What says who may approve a step. */
  readonly granting: Granting
  /** Which channels follow which changes. */
  readonly announced: readonly AnnouncementRule[]
  /** Of announcements: a channel shows none. */
  readonly language?: Language | undefined
  readonly posting: Posting
  /** What a message of a platform carries. Left out: everything. */
  readonly capacityOf?: (platform: string) => Capacity | undefined
}

export function startNarrator({
  outbox,
  workflows,
  timeZone,
  granting,
  announced,
  language,
  posting,
  capacityOf,
  ...parts
}: NarratorParts): Loop {
  const sources = { documents: parts.log, workflows, timeZone, granting, announced, language }
  const narrate: React = async (events, from, to) => {
    const messages = new Map<string, DesiredMessage>()
    for (const event of events) {
      for (const message of await messagesAfter(event, sources)) messages.set(message.key, message)
    }
    const fitted = [...messages.values()].flatMap((one) => fittedMessages(one, capacityOf?.(platformOfMessage(one))))
    const narrated = await outbox.narrate(fitted, from, to, posting.claim())
    posting.hand(narrated?.claimed ?? [])
    // Where another process has narrated, its couriers may be busy.
    if (narrated?.isMore ?? true) posting.wake()
    return narrated !== undefined
  }
  return startReactor('narrator', parts, narrate, { concerns: isTypeTold })
}

const platformOfMessage = ({ to }: DesiredMessage): string => platformOf(to.kind === 'thread' ? to.thread : to.user)

/** Nobody is told of these. */
const UNTOLD = [
  'message.received',
  'message.overheard',
  'message.unchanged',
  'environment.lock.acquired',
  'environment.lock.queued',
  'environment.lock.released',
  'workflow.scheduled',
  'workflow.unscheduled',
  'drift.found',
  'repair.granted',
  'device.claimed',
  'agent.decided',
  'model.answered',
  'request.refused',
  'tool.refused',
  'log.follow.taken',
  'code.reported',
  'code.postponed',
  'code.started',
  'token.created',
  'token.used',
  'token.revoked',
  'person.forgotten',
  'log.erased',
  'retention.applied',
  'log.restored',
  'login.offered',
  'login.opened',
  'login.ended',
  'person.link.offered',
  'person.linked',
  'person.unlinked',
] as const

type Told = Exclude<ShipmateEvent, { readonly type: (typeof UNTOLD)[number] }>

const isTold = (body: ShipmateEvent): body is Told => isTypeTold(body.type)
/** What a newer version appends beside this one is for that one to tell. */
const isTypeTold = (type: ShipmateEvent['type']): boolean =>
  isKnownType(type) && !UNTOLD.some((untold) => untold === type)

async function messagesAfter(
  { body, correlationId }: Stored<ShipmateEvent>,
  sources: Sources,
): Promise<readonly DesiredMessage[]> {
  if (!isTold(body)) return []
  const { documents } = sources
  if (isRunCompleted(body)) {
    return [
      ...(await runMessages(body.task, correlationId, sources)),
      ...(await releaseMessages(await replacedBy(body.task, documents), correlationId, sources)),
    ]
  }
  if (isRunRequested(body) || isRunEnded(body)) return runMessages(body.task, correlationId, sources)
  switch (body.type) {
    case 'code.answered':
      return codeMessages(body, correlationId)
    case 'person.named':
      return namingMessages(body.person, correlationId, documents)
    case 'message.pondered':
      return [{ ...replyTo(body, thinkingCard(body.language), correlationId), draft: true }]
    case 'message.handled':
      return body.reply ? [replyTo(body, body.reply, correlationId)] : []
    case 'message.edited':
    case 'message.deleted':
      return editedMessages(body, correlationId)
    case 'question.asked':
    case 'question.answered':
    case 'question.dropped':
      return questionMessages(body.question, correlationId, documents)
    case 'log.follow.requested':
    case 'log.follow.ended':
      return followMessages(body.follow, correlationId, documents)
    case 'handover.offered':
    case 'handover.taken':
    case 'handover.expired':
    case 'handover.withdrawn':
      return handoverMessages(body.handover, correlationId, documents)
    case 'confirmation.requested':
    case 'confirmation.given':
    case 'confirmation.declined':
    case 'confirmation.expired':
    case 'confirmation.superseded':
      return confirmationMessages(body.confirmation, correlationId, documents)
    case 'change.requested':
    case 'change.evidence.gathered':
    case 'change.condition.ticked':
    case 'change.condition.judged':
    case 'change.overridden':
    case 'change.started':
    case 'change.handed-over':
    case 'change.withdrawn':
    case 'change.expired':
    case 'change.voided':
    case 'approval.requested':
    case 'approval.given':
    case 'approval.lapsed':
    case 'approval.declined':
    case 'approval.reminded':
      return changeMessages(body.change, correlationId, documents)
    case 'environment.stopped':
    case 'environment.resumed':
      return releaseMessages(await deployedWith(body.task, documents), correlationId, sources)
    case 'drift.decided':
      return deviceMessages(body.drift, correlationId, documents)
    case 'environment.locked':
    case 'environment.unlocked':
    case 'lock.expired':
      return lockMessages(body.lock, correlationId, documents, sources.timeZone)
    case 'deploy.scheduled':
    case 'schedule.due':
    case 'schedule.cancelled':
      return scheduleMessages(body.task, correlationId, documents, sources.timeZone)
    case 'workflow.due':
      return workflowDueMessages(body, correlationId, sources.timeZone)
    case 'drift.judged':
    case 'drift.ended':
      return body.device === undefined
        ? driftMessages(body.drift, correlationId, documents)
        : deviceMessages(body.drift, correlationId, documents)
    case 'run.release.judged':
      // No verdict means that another release is live now: nothing to report.
      if (!body.health) return []
      return [
        ...(await runMessages(body.task, correlationId, sources)),
        ...(await healthMessages(body.task, correlationId, documents)),
      ]
    case 'run.step.woken':
      return []
    case 'run.step.requested':
    case 'run.step.worker-missing':
    case 'run.step.worker-found':
    case 'run.step.deferred':
    case 'run.step.started':
    case 'run.step.paused':
    case 'run.ci.asked':
    case 'run.step.progressed':
    case 'run.step.completed':
    case 'run.step.failed':
    case 'run.step.cancelled':
    case 'run.handed-over':
    case 'run.cancel.requested':
    case 'run.failure.explained':
    case 'run.canary.judged':
    case 'run.canary.promoted':
    case 'run.step.skipped':
    case 'run.step.expanded':
    case 'run.step.waiting':
    case 'run.step.retried':
    case 'run.step.overdue':
    case 'run.approval.given':
    case 'run.approval.refused':
      return runMessages(body.task, correlationId, sources)
  }
}

function thinkingCard(language: Language | undefined): Card {
  return { tone: 'progress', blocks: [{ kind: 'text', text: textsIn(language).conversation.thinking }] }
}

/** One message for both, so that the reply replaces the thought. */
function replyTo(
  { message, thread }: { readonly message: string; readonly thread: ThreadId },
  card: Card,
  correlationId: string,
): DesiredMessage {
  return { key: replyKey(message), to: { kind: 'thread', thread }, card, urgency: 'answer', correlationId }
}

async function questionMessages(
  id: string,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const question = await documents.get(questions, id)
  if (!question) return []
  const to = { kind: 'thread', thread: question.thread } as const
  const key = keyOf(`question-${id}`, question)
  const card = inLanguage(questionCard(question, textsIn(question.language)), question.language)
  return [{ key, to, card, urgency: 'decision', correlationId }]
}

async function confirmationMessages(
  id: string,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const confirmation = await documents.get(confirmations, id)
  if (!confirmation) return []
  const [asked, answered] = await Promise.all([
    nameOf(documents, confirmation.by),
    nameOf(documents, answeredBy(confirmation)),
  ])
  const people = { asked, answered }
  const { language } = confirmation
  const card = inLanguage(confirmationCard(confirmation, people, textsIn(language)), language)
  const to = { kind: 'thread', thread: confirmation.thread } as const
  return [{ key: keyOf(`confirmation-${id}`, confirmation), to, card, urgency: 'decision', correlationId }]
}

/** Adds a name that became known late to the cards that still wait for an answer. */
async function namingMessages(
  person: UserId,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const [open, pending, offered] = await Promise.all([
    documents.list(confirmations, { labels: ['open', byLabel(person)] }),
    documents.list(changes, { labels: ['pending'] }),
    documents.list(handovers, { labels: ['open'] }),
  ])
  const naming = pending.filter(({ approvers: { people, glass } }) =>
    [...people, ...(glass?.people ?? [])].includes(person),
  )
  const messages = [
    ...open.map(({ confirmation }) => confirmationMessages(confirmation, correlationId, documents)),
    ...naming.map(({ change }) => changeMessages(change, correlationId, documents)),
    ...offered
      .filter(({ to }) => to === person)
      .map(({ handover }) => handoverMessages(handover, correlationId, documents)),
  ]
  return (await Promise.all(messages)).flat()
}

async function driftMessages(
  id: string,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const drift = await documents.get(drifts, id)
  const run = drift && (await documents.get(runs, drift.task))
  if (!run || !drift.choice || drift.isTold) return []
  const card = inLanguage(driftCard(drift, run.by, await placeOf(run, documents), textsIn(run.language)), run.language)
  const to = { kind: 'thread', thread: run.thread } as const
  return [{ key: `drift-${id}`, to, card, urgency: 'answer', correlationId }]
}
