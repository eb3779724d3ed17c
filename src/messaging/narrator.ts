import { confirmationCard } from '../cards/confirmation-card.ts'
import { driftCard } from '../cards/drift-card.ts'
import { questionCard } from '../cards/question-card.ts'
import { releaseHealthCard } from '../cards/release-health-card.ts'
import { runResultCard } from '../cards/run-result-card.ts'
import { runStatusCard } from '../cards/run-status-card.ts'
import { toldCard } from '../cards/told-card.ts'
import type { Block, Card } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { Stored } from '../domain/event.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { TaskId, ThreadId, UserId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { Zone } from '../domain/local-time.ts'
import { replyKey } from '../domain/message.ts'
import { releaseOf, targetOf } from '../domain/plan.ts'
import { POLICY_ACTOR } from '../domain/policy-actor.ts'
import {
  byLabel,
  confirmations,
  conversations,
  drifts,
  environmentLabel,
  questions,
  runs,
  serviceLabel,
} from '../domain/projections.ts'
import {
  awaitsExplanation,
  isForOthers,
  isRunCompleted,
  isRunEnded,
  isRunRequested,
  type Run,
  workflowOf,
} from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage, Outbox } from '../ports/outbox.ts'
import { nameOf, promoterOf } from '../queries/names.ts'
import { placeOf } from '../queries/place-of.ts'
import { workflowSight } from '../queries/workflow-sight.ts'
import type { Loop } from '../runtime/loop.ts'
import { type React, type ReactorParts, startReactor } from '../runtime/reactor.ts'
import { momentWords } from '../texts/moment-words.ts'
import { textsIn } from '../texts/texts-in.ts'
import { changeMessages } from './change-messages.ts'
import { deviceMessages } from './device-messages.ts'
import { lockMessages, scheduleMessages } from './gate-messages.ts'

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
  readonly narrated: () => void
}

/** What cards are drawn from. */
interface Sources {
  readonly documents: Documents
  readonly workflows: Workflows
  readonly timeZone: Zone
}

export function startNarrator({ outbox, workflows, timeZone, narrated, ...parts }: NarratorParts): Loop {
  const sources = { documents: parts.log, workflows, timeZone }
  const narrate: React = async (events, from, to) => {
    const messages = new Map<string, DesiredMessage>()
    for (const event of events) {
      for (const message of await messagesAfter(event, sources)) messages.set(message.key, message)
    }
    return outbox.narrate([...messages.values()], from, to)
  }
  return startReactor('narrator', parts, narrate, { concerns: isTypeTold, caughtUp: narrated })
}

/** Nobody is told of these. */
const UNTOLD = [
  'message.received',
  'message.overheard',
  'environment.lock.acquired',
  'environment.lock.queued',
  'environment.lock.released',
  'drift.found',
  'repair.granted',
  'agent.decided',
  'model.answered',
  'request.refused',
] as const

type Told = Exclude<ShipmateEvent, { readonly type: (typeof UNTOLD)[number] }>

const isTold = (body: ShipmateEvent): body is Told => isTypeTold(body.type)
const isTypeTold = (type: ShipmateEvent['type']): boolean => !UNTOLD.some((untold) => untold === type)

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
    case 'person.named':
      return askedByMessages(body.person, correlationId, documents)
    case 'message.pondered':
      return [{ ...replyTo(body, thinkingCard(body.language), correlationId), draft: true }]
    case 'message.handled':
      return body.reply ? [replyTo(body, body.reply, correlationId)] : []
    case 'question.asked':
    case 'question.answered':
    case 'question.dropped':
      return questionMessages(body.question, correlationId, documents)
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
    case 'run.step.requested':
    case 'run.step.worker-missing':
    case 'run.step.worker-found':
    case 'run.step.deferred':
    case 'run.step.started':
    case 'run.step.paused':
    case 'run.step.progressed':
    case 'run.step.completed':
    case 'run.step.failed':
    case 'run.step.cancelled':
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

/** The key of a card's message; the card replaces a thought that is shown. */
function keyOf(key: string, { inPlaceOf }: { readonly inPlaceOf?: string }): string {
  return inPlaceOf === undefined ? key : replyKey(inPlaceOf)
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
  return [{ key, to, card: questionCard(question, textsIn(question.language)), urgency: 'answer', correlationId }]
}

async function confirmationMessages(
  id: string,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const confirmation = await documents.get(confirmations, id)
  if (!confirmation) return []
  const card = confirmationCard(confirmation, await nameOf(documents, confirmation.by), textsIn(confirmation.language))
  const to = { kind: 'thread', thread: confirmation.thread } as const
  return [{ key: keyOf(`confirmation-${id}`, confirmation), to, card, urgency: 'answer', correlationId }]
}

/** Adds a name that became known late to the cards that still wait for an answer. */
async function askedByMessages(
  person: UserId,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const open = await documents.list(confirmations, { labels: ['open', byLabel(person)] })
  const messages = open.map(({ confirmation }) => confirmationMessages(confirmation, correlationId, documents))
  return (await Promise.all(messages)).flat()
}

async function healthMessages(
  task: TaskId,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const run = await documents.get(runs, task)
  const card = run && releaseHealthCard(run, run.by, await placeOf(run, documents), textsIn(run.language))
  if (!card) return []
  const to = { kind: 'thread', thread: run.thread } as const
  return [{ key: `health-${task}`, to, card, urgency: 'answer', correlationId }]
}

/** Updates the cards of releases that are live no longer, or again: such a release cannot be rolled back. */
async function releaseMessages(
  tasks: readonly TaskId[],
  correlationId: string,
  sources: Sources,
): Promise<readonly DesiredMessage[]> {
  const messages = tasks.map(async (task) => [
    ...(await runMessages(task, correlationId, sources)),
    ...(await healthMessages(task, correlationId, sources.documents)),
  ])
  return (await Promise.all(messages)).flat()
}

/** How many tasks of a place are searched; nobody deploys one release more often in a row. */
const SEARCHED_AT_MOST = 10

/** The tasks whose release was live before this one's; several when it was deployed again. */
async function replacedBy(task: TaskId, documents: Documents): Promise<readonly TaskId[]> {
  return ofOneRelease((await deployedUpTo(task, documents)).slice(1))
}

/** This task, and those before it that deployed the same release. */
async function deployedWith(task: TaskId, documents: Documents): Promise<readonly TaskId[]> {
  return ofOneRelease(await deployedUpTo(task, documents))
}

function ofOneRelease(deployed: readonly Run[]): readonly TaskId[] {
  const other = deployed.findIndex((run) => releaseOf(run)?.sha !== (deployed[0] && releaseOf(deployed[0])?.sha))
  return deployed.slice(0, other === -1 ? deployed.length : other).map(({ task }) => task)
}

/** The last deployments to a task's place, it and those before it. */
async function deployedUpTo(task: TaskId, documents: Documents): Promise<readonly Run[]> {
  const run = await documents.get(runs, task)
  const target = run && targetOf(run)
  if (!target) return []
  const { service, environment } = target
  const labels = ['deployment', 'succeeded', serviceLabel(service), environmentLabel(environment)]
  const deployed = await documents.list(runs, { labels, limit: SEARCHED_AT_MOST })
  const at = deployed.findIndex((one) => one.task === task)
  return at === -1 ? [] : deployed.slice(at)
}

async function driftMessages(
  id: string,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const drift = await documents.get(drifts, id)
  const run = drift && (await documents.get(runs, drift.task))
  if (!run || !drift.choice || drift.isTold) return []
  const card = driftCard(drift, run.by, await placeOf(run, documents), textsIn(run.language))
  const to = { kind: 'thread', thread: run.thread } as const
  return [{ key: `drift-${id}`, to, card, urgency: 'answer', correlationId }]
}

async function runMessages(
  task: TaskId,
  correlationId: string,
  { documents, workflows, timeZone }: Sources,
): Promise<readonly DesiredMessage[]> {
  const run = await documents.get(runs, task)
  if (!run) return []
  // What nobody asked for has no cards of its own.
  if (run.by === POLICY_ACTOR && run.plan.kind === 'repair')
    return deviceMessages(run.plan.drift, correlationId, documents)
  if (run.parent) return runMessages(run.parent.task, correlationId, { documents, workflows, timeZone })
  const texts = textsIn(run.language)
  const askedBy = await nameOf(documents, run.by)
  const place = await placeOf(run, documents)
  const promoter = await promoterOf(documents, run)
  const sight = await workflowSight(documents, run)
  const others = (run.tell ?? []).filter((user) => user !== run.by)
  const told = await Promise.all(others.map((user) => nameOf(documents, user)))
  const thread = { kind: 'thread', thread: run.thread } as const
  const status: DesiredMessage = {
    key: keyOf(`status-${task}`, run),
    to: thread,
    card: runStatusCard(
      run,
      workflowOf(run, workflows),
      askedBy,
      await waitsFor(run, place, documents, timeZone),
      texts,
      told,
      promoter,
      sight,
    ),
    urgency: 'progress',
    correlationId,
  }
  const result = runResultCard(run, run.by, place, texts, undefined, promoter, sight)
  // A failure is reported once, with its cause; until then the status card says that it failed.
  if (!result || awaitsExplanation(run)) return [status]
  const final: DesiredMessage = { key: `result-${task}`, to: thread, card: result, urgency: 'answer', correlationId }
  const direct = (await documents.get(conversations, run.thread))?.direct ?? false
  if (direct) return [status, final]
  const toOthers = (isForOthers(run) ? others : []).map((user, index): DesiredMessage => {
    return { ...final, key: `told-${task}-${index + 1}`, card: toldCard(result, user, askedBy, texts) }
  })
  const inPerson = runResultCard(run, undefined, place, texts, undefined, promoter, sight) ?? result
  const toThread: Block = { kind: 'link', label: texts.runs.inItsThread, thread: run.thread }
  const card = { ...inPerson, blocks: [...inPerson.blocks, toThread] }
  return [status, final, ...toOthers, { ...final, key: `direct-${task}`, to: { kind: 'direct', user: run.by }, card }]
}

/** What a queued task waits for, as a sentence: another task, or the lock of a person. */
async function waitsFor(
  { state, steps, language }: Run,
  place: EnvironmentState | undefined,
  documents: Documents,
  zone: Zone,
): Promise<string | undefined> {
  if (state !== 'queued' || Object.keys(steps).length > 0 || !place) return undefined
  const { runs: words, gates } = textsIn(language)
  const { holder, lock } = place
  if (holder !== undefined) return words.waitsFor({ task: holder })
  return lock && gates.lock.waitsFor({ by: await nameOf(documents, lock.by), until: momentWords(lock.expiresAt, zone) })
}
