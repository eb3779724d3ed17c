import { runResultCard } from '../cards/run-result-card.ts'
import { runStatusCard } from '../cards/run-status-card.ts'
import { toldCard } from '../cards/told-card.ts'
import type { AnnouncementRule } from '../domain/announcement.ts'
import type { Block } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { TaskId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { Zone } from '../domain/local-time.ts'
import { isNobody, POLICY_ACTOR } from '../domain/policy-actor.ts'
import { conversations, runs } from '../domain/projections.ts'
import { awaitsExplanation, isForOthers, type Run, workflowOf } from '../domain/run.ts'
import { holderOf } from '../domain/taken-over.ts'
import type { Workflows } from '../domain/workflow.ts'
import { waitingApprovals } from '../domain/workflows/approval.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { nameOf, promoterOf } from '../queries/names.ts'
import { placeOf } from '../queries/place-of.ts'
import type { Granting } from '../queries/step-approvers.ts'
import { usualTimes } from '../queries/usual-times.ts'
import { workflowSight } from '../queries/workflow-sight.ts'
import { momentWords } from '../texts/moment-words.ts'
import { textsIn } from '../texts/texts-in.ts'
import { announcements } from './announcements.ts'
import { deviceMessages } from './device-messages.ts'
import { keyOf, resultKey } from './message-key.ts'
import { messagesInLanguage } from './messages-in-language.ts'

/** What cards are drawn from. */
export interface Sources {
  readonly documents: Documents
  readonly workflows: Workflows
  readonly timeZone: Zone
  readonly granting: Granting
  readonly announced: readonly AnnouncementRule[]
  /** Of what is said to nobody in particular; English when left out. */
  readonly language: Language | undefined
}

/** What is said of a task: in its thread, to people, and in the channels that follow its service. */
export async function runMessages(
  task: TaskId,
  correlationId: string,
  sources: Sources,
): Promise<readonly DesiredMessage[]> {
  const run = await sources.documents.get(runs, task)
  if (!run) return []
  return [
    ...(await threadMessages(run, correlationId, sources)),
    ...(await announcements(run, correlationId, sources.documents, sources.announced, sources.language)),
  ]
}

/** The status card of a task and, once it has ended, its result for the thread and for people. */
async function threadMessages(run: Run, correlationId: string, sources: Sources): Promise<readonly DesiredMessage[]> {
  // What nobody asked for has no cards of its own.
  if (run.by === POLICY_ACTOR && run.plan.kind === 'repair')
    return deviceMessages(run.plan.drift, correlationId, sources.documents)
  if (run.parent) return runMessages(run.parent.task, correlationId, sources)
  return messagesInLanguage(await ownMessages(run, correlationId, sources), run.language)
}

async function ownMessages(run: Run, correlationId: string, sources: Sources): Promise<readonly DesiredMessage[]> {
  const { documents, workflows, timeZone, granting } = sources
  const { task } = run
  const texts = textsIn(run.language)
  const holder = holderOf(run)
  const asker = await nameOf(documents, run.by)
  const askedBy =
    holder === run.by ? asker : texts.handover.takenFrom({ by: asker, to: await nameOf(documents, holder) })
  const place = await placeOf(run, documents)
  const promoter = await promoterOf(documents, run)
  const sight = await workflowSight(documents, run, granting)
  const others = (run.tell ?? []).filter((user) => user !== holder)
  const told = await Promise.all(others.map((user) => nameOf(documents, user)))
  const thread = { kind: 'thread', thread: run.thread } as const
  const status: DesiredMessage = {
    key: keyOf(`status-${task}`, run),
    to: thread,
    card: runStatusCard(
      run,
      {
        workflow: workflowOf(run, workflows),
        waitsFor: await waitsFor(run, place, documents, timeZone),
        pace: { usualMs: await usualTimes(documents, run) },
        ...{ askedBy, told, promoter, sight },
      },
      texts,
    ),
    urgency: waitingApprovals(run).length > 0 ? 'decision' : 'progress',
    correlationId,
  }
  const reader = isNobody(holder) ? undefined : holder
  const direct = (await documents.get(conversations, run.thread))?.direct ?? false
  // Whoever took it over does not read what is said to its asker alone.
  const result = runResultCard(run, direct ? run.by : reader, place, texts, undefined, promoter, sight)
  // A failure is reported once, with its cause; until then the status card says that it failed.
  if (!result || awaitsExplanation(run)) return [status]
  const final: DesiredMessage = { key: resultKey(task), to: thread, card: result, urgency: 'answer', correlationId }
  if (reader === undefined || (direct && holder === run.by)) return [status, final]
  const toOthers = (isForOthers(run) && !direct ? others : []).map((user, index): DesiredMessage => {
    return { ...final, key: `told-${task}-${index + 1}`, card: toldCard(result, user, askedBy, texts) }
  })
  const inPerson = runResultCard(run, undefined, place, texts, undefined, promoter, sight) ?? result
  const toThread: Block = { kind: 'link', label: texts.runs.inItsThread, thread: run.thread }
  const card = direct ? inPerson : { ...inPerson, blocks: [...inPerson.blocks, toThread] }
  return [status, final, ...toOthers, { ...final, key: `direct-${task}`, to: { kind: 'direct', user: reader }, card }]
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
