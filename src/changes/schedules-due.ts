import { accessFor } from '../access/plan-access.ts'
import type { ApprovalDemand } from '../domain/confirmation.ts'
import { isOfSchedule } from '../domain/event-kinds.ts'
import { scheduleFrom } from '../domain/histories.ts'
import { type Plan, planHash } from '../domain/plan.ts'
import { changes, schedules } from '../domain/projections.ts'
import { type Risk, unseenHold } from '../domain/risk.ts'
import type { BrokenGlass } from '../domain/run-events.ts'
import { type DueFacts, decideDue, type Schedule, scheduleStream } from '../domain/schedule.ts'
import { approvalsNow } from '../queries/approvals-now.ts'
import { correlationOf } from '../queries/correlation.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import { momentWords } from '../texts/moment-words.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { requiredFor } from './approvals/required.ts'
import { stopOf } from './gates.ts'
import type { ChangeParts } from './parts.ts'
import { planFor } from './plan.ts'
import type { PlanResult } from './plans/planned.ts'
import { requestConfirmation } from './request-confirmation.ts'
import { startPlan } from './start.ts'
import { whatMoved } from './what-moved.ts'

/** Before a schedule is looked at again where rights cannot be looked up now. */
const RETRY_MS = 30_000

/**
 * Starts scheduled deployments whose time has come, as far as they may run now: right, plan, risk and gates are checked once
 * more. Those that were due while the bot was away are looked at when it starts.
 */
export function startSchedulesDue(parts: ChangeParts, onError: (error: unknown) => void): Loop {
  const { store, clock } = parts
  const round = async (): Promise<Date | undefined> => {
    const open = await store.list(schedules, { labels: ['open'] })
    const now = clock.now()
    const due = open.filter(({ at }) => Date.parse(at) <= now.getTime())
    // One that cannot be decided must not hold up the others.
    const decided = await Promise.allSettled(due.toReversed().map((schedule) => runDue(parts, schedule)))
    for (const one of decided) if (one.status === 'rejected') onError(one.reason)
    const isOpen = decided.some((one) => one.status === 'rejected' || !one.value)
    const next = open.map(({ at }) => Date.parse(at)).filter((at) => at > now.getTime())
    const soonest = Math.min(...next, ...(isOpen ? [now.getTime() + RETRY_MS] : []))
    return Number.isFinite(soonest) ? new Date(soonest) : undefined
  }
  return startLogLoop(store, { clock, round, onError }, isOfSchedule)
}

/** False where it is not known yet whether its person still may, or whether its approvals still count. */
async function runDue(parts: ChangeParts, schedule: Schedule): Promise<boolean> {
  const { store, clock, permissions } = parts
  const { task, by, groups, language, plan } = schedule
  const stream = scheduleStream(task)
  const access = await permissions.decide({ user: by, groups, language }, accessFor(plan))
  if (access.kind === 'refused' && access.inDoubt) return false
  const planned = await planFor(plan, parts, textsIn(language))
  const refused = access.kind === 'refused' ? access.sentence : undefined
  const facts = await dueFacts(parts, schedule, planned, refused)
  if (facts === 'in-doubt') return false
  const correlationId = await correlationOf(store, stream)
  await transact(store, { correlationId, actor: 'schedule' }, clock.now(), async (transaction) => {
    if (scheduleFrom(await transaction.read(stream))?.state.kind !== 'open') return
    await end(parts, transaction, schedule, planned, facts)
  })
  return true
}

/** Approvals that the deployment needs by now and does not have, as sentences. */
async function stillNeeded(
  parts: ChangeParts,
  { change: id }: Schedule,
  plan: Plan,
  risk: Risk | undefined,
  texts: Texts,
): Promise<{ readonly needs: string } | 'in-doubt' | undefined> {
  const { required } = await requiredFor(parts, plan, risk, texts)
  if (required.length === 0) return undefined
  const change = id && (await parts.store.get(changes, id))
  const found = change ? await approvalsNow(change, required, parts.permissions) : 'missing'
  switch (found) {
    case 'met':
      return undefined
    case 'in-doubt':
      return found
    case 'missing':
      return { needs: required.map(({ why }) => why).join(' ') }
  }
}

/** What is asked about with it. */
interface DueRisk {
  readonly risk?: Risk | undefined
  readonly approval?: ApprovalDemand
  readonly brokeGlass?: BrokenGlass | undefined
}

async function dueFacts(
  parts: ChangeParts,
  schedule: Schedule,
  planned: PlanResult,
  refused: string | undefined,
): Promise<(DueFacts & DueRisk) | 'in-doubt'> {
  const { clock, settings, risks, store } = parts
  const { task, by, at, language, planHash: asked, risk: seen, plan, overrides } = schedule
  const texts = textsIn(language)
  const { schedule: words } = texts.gates
  const lateMs = clock.now().getTime() - Date.parse(at)
  const isMissed = lateMs > settings.gates.missedMinutes * 60_000
  const time = momentWords(at, settings.gates.timeZone)
  const none = { refused, problem: undefined, stopped: undefined, moved: undefined }
  const missed = isMissed ? words.missed({ time }) : undefined
  if (refused !== undefined) return { ...none, missed }
  if (planned.kind === 'problem') return { ...none, missed, problem: planned.sentence }
  const stop = await stopOf(planned.plan, by, parts, texts, { overrides })
  const hasMoved = planHash(planned.plan) !== asked
  const isJudged = !stop && !hasMoved && planned.plan.kind === 'deploy'
  const risk = isJudged ? await risks.judge(plan, await correlationOf(store, scheduleStream(task))) : undefined
  const hold = risk ? unseenHold(seen, risk) : []
  const held = hold.length > 0 ? texts.confirmations.superseded.newHold({ reasons: hold.join(' ') }) : undefined
  const needed = await stillNeeded(parts, schedule, planned.plan, risk ?? seen, texts)
  if (needed === 'in-doubt') return needed
  const needs = needed?.needs
  return {
    ...none,
    missed,
    stopped: stop?.sentence,
    moved: hasMoved
      ? whatMoved(plan, planned.plan, texts)
      : (held ?? (needs && texts.changes.needsApproval({ needs }))),
    brokeGlass: schedule.brokeGlass,
    ...(needs !== undefined && { approval: { needs: texts.changes.firstYou({ needs }) } }),
    risk,
  }
}

/** Decided with the lock as the transaction reads it: one that came this moment stops it, too. */
async function end(
  parts: ChangeParts,
  transaction: Transaction,
  schedule: Schedule,
  planned: PlanResult,
  facts: DueFacts & DueRisk,
): Promise<void> {
  const { task, plan, planHash: approved } = schedule
  const decided = decideDue(facts)
  const against =
    decided.kind === 'started'
      ? await startPlan(parts, transaction, plan, task, { ...schedule, approved, brokeGlass: facts.brokeGlass })
      : undefined
  const outcome = against === undefined ? decided : decideDue({ ...facts, stopped: against })
  transaction.append(scheduleStream(task), { type: 'schedule.due', task, outcome })
  if (outcome.kind !== 'asked-again' || planned.kind !== 'plan') return
  const { rule } = textsIn(schedule.language).gates.schedule
  requestConfirmation(parts, transaction, planned.plan, schedule, rule, {
    again: outcome.reason,
    note: planned.note,
    risk: facts.risk ?? schedule.risk,
    approval: facts.approval,
  })
}
