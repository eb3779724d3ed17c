import { type ChangeRequest, changeStream } from '../../domain/change-request.ts'
import { type Handed, type Handover, handoverStream, isHandoverDue, type Staying } from '../../domain/handover.ts'
import { changeFrom, handoverFrom, runFrom } from '../../domain/histories.ts'
import { changes, runs } from '../../domain/projections.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { hasEnded, type Run, runStream } from '../../domain/run.ts'
import type { ButtonPress, PressAnswer } from '../../ports/chat-platform.ts'
import { correlationOf } from '../../queries/correlation.ts'
import { nameOf } from '../../queries/names.ts'
import { type Transaction, transact } from '../../runtime/transact.ts'
import type { Texts } from '../../texts/texts.ts'
import type { ConversationParts } from '../parts.ts'
import { appendRefusal, outdated } from '../refuse-press.ts'
import { isHeldBy, takeable } from './what-is-open.ts'

/** A press on “Take over”: only the person who was asked, by their own rights at this moment, and once. */
export async function pressHandover(
  parts: ConversationParts,
  press: ButtonPress,
  { handover: id, by, to, tasks, changes: asked }: Handover,
  { handover: words }: Texts,
): Promise<PressAnswer> {
  const { store, clock } = parts
  const stream = handoverStream(id)
  const [name, offerer, correlationId, foundRuns, foundChanges] = await Promise.all([
    nameOf(store, to),
    nameOf(store, by),
    correlationOf(store, stream),
    Promise.all(tasks.map((task) => store.get(runs, task))),
    Promise.all(asked.map((change) => store.get(changes, change))),
  ])
  const work = {
    runs: foundRuns.filter((run) => run !== undefined),
    changes: foundChanges.filter((one) => one !== undefined),
  }
  const may = press.by === to ? await takeable(parts, work, { user: to, groups: press.groups ?? [] }) : undefined
  const cause = { correlationId, causationId: press.keys[0] ?? press.button, actor: press.by, inboxKeys: press.keys }
  const settled = await transact(store, cause, clock.now(), async (transaction): Promise<string | undefined> => {
    const refuse = (refusal: Refusal): string => {
      appendRefusal(transaction, press, refusal, { about: stream })
      return refusal.reason
    }
    const present = handoverFrom(await transaction.read(stream))
    if (!present || !may) return refuse({ why: 'not-theirs', reason: words.onlyFor({ to: name }) })
    if (present.state.kind === 'taken') return refuse({ why: 'settled', reason: words.already({ to: name }) })
    if (present.state.kind === 'withdrawn') return refuse(outdated(words.withdrawn({ by: offerer })))
    if (present.state.kind === 'expired' || isHandoverDue(present, clock.now())) return refuse(outdated(words.expired))
    if (may.tasks.length + may.changes.length === 0 && may.stays.some(({ because }) => because === 'no-right'))
      return refuse({ why: 'not-permitted', reason: words.noRight })
    const taken = await take(parts, transaction, present, may)
    transaction.append(stream, { type: 'handover.taken', handover: id, ...taken })
    return undefined
  })
  return settled.kind === 'duplicate' || settled.result === undefined ? {} : { notice: settled.result }
}

/** Decided on the streams as they are then: what has ended, or has gone to somebody else, is not theirs. */
async function take(
  parts: ConversationParts,
  transaction: Transaction,
  { by, to }: Handover,
  may: Handed & { readonly stays: readonly Staying[] },
): Promise<Handed & { readonly stays: readonly Staying[] }> {
  const over: Staying[] = []
  const tasks: Run['task'][] = []
  for (const task of may.tasks) {
    const run = runFrom(await transaction.read(runStream(task)))
    if (!run || hasEnded(run) || !isHeldBy(parts, run, by)) over.push({ what: task, because: 'over' })
    else {
      transaction.append(runStream(task), { type: 'run.handed-over', task, by, to })
      tasks.push(task)
    }
  }
  const changes: ChangeRequest['change'][] = []
  for (const id of may.changes) {
    const change = changeFrom(await transaction.read(changeStream(id)))
    const has = change?.state.kind === 'pending' && isHeldBy(parts, change, by)
    if (!has) over.push({ what: id, because: 'over' })
    else if (change.approvals.some((given) => given.by === to)) over.push({ what: id, because: 'approved' })
    else {
      transaction.append(changeStream(id), { type: 'change.handed-over', change: id, by, to })
      changes.push(id)
    }
  }
  return { tasks, changes, stays: [...may.stays, ...over] }
}
