import type { Condition, Gate } from '../../domain/approvals/condition.ts'
import { gatedConditions } from '../../domain/approvals/decide-change.ts'
import { type GateLook, judgeGate } from '../../domain/approvals/judge-gate.ts'
import { type ChangeRequest, changeStream, isOpenGate, type JudgedGate } from '../../domain/change-request.ts'
import { environmentKey } from '../../domain/environment.ts'
import { isOfChange, isOfRun } from '../../domain/event-kinds.ts'
import { changeFrom } from '../../domain/histories.ts'
import { planHash, targetOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { changes, environments, GATED, runs } from '../../domain/projections.ts'
import { hasEnded, type Run } from '../../domain/run.ts'
import { NO_TRAFFIC } from '../../domain/traffic.ts'
import { correlationOf } from '../../queries/correlation.ts'
import { startLogLoop } from '../../runtime/log-loop.ts'
import type { Loop } from '../../runtime/loop.ts'
import { type Transaction, transact } from '../../runtime/transact.ts'
import type { Texts } from '../../texts/texts.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeParts } from '../parts.ts'
import { planFor } from '../plan.ts'
import { numberFor, startPlan, taskOf } from '../start.ts'

export interface GateMonitorParts extends ChangeParts {
  readonly onError: (error: unknown) => void
}

const MINUTE_MS = 60_000

/**
 * Measures what approvals demanded of a release, every minute from when it went live; a broken bound restores the release
 * before. What was due while the bot was down is measured at the start.
 */
export function startGateMonitor(parts: GateMonitorParts): Loop {
  const { store, clock, onError } = parts
  const round = async (): Promise<Date | undefined> => {
    const gated = await store.list(changes, { labels: [GATED] })
    const again = await Promise.all(
      gated.map((change) =>
        look(parts, change).catch((error: unknown) => {
          onError(error)
          return clock.now().getTime() + MINUTE_MS
        }),
      ),
    )
    const next = Math.min(...again.filter((at) => at !== undefined))
    return Number.isFinite(next) ? new Date(next) : undefined
  }
  return startLogLoop(store, { clock, round, onError }, (type) => isOfChange(type) || isOfRun(type))
}

/** Returns when to look again; undefined: once something happens. */
async function look(parts: GateMonitorParts, change: ChangeRequest): Promise<number | undefined> {
  const { store, clock } = parts
  const run =
    change.state.kind === 'started' && change.state.task ? await store.get(runs, change.state.task) : undefined
  if (!run || !hasEnded(run)) return undefined
  const texts = textsIn(change.language)
  const target = targetOf(run)
  const place = target && (await store.get(environments, environmentKey(target.service, target.environment)))
  const open = gatedConditions(change.approvals).filter(({ condition }) => isOpenGate(change.judged[condition]))
  if (run.state !== 'succeeded' || !target || place?.current?.task !== run.task) {
    const sentence = run.state === 'succeeded' ? texts.changes.gate.overtaken : texts.changes.gate.notLive
    for (const { condition } of open) await note(parts, change, condition, async () => overtaken(sentence))
    return undefined
  }
  const liveAt = Date.parse(run.endedAt ?? run.requestedAt)
  const minutes = Math.floor((clock.now().getTime() - liveAt) / MINUTE_MS)
  for (const condition of minutes < 1 ? [] : open) await measure(parts, change, run, target, condition, minutes, texts)
  return liveAt + (minutes + 1) * MINUTE_MS
}

const overtaken = (sentence: string): JudgedGate => ({ verdict: 'overtaken', sentence: `${sentence}.` })

async function measure(
  parts: GateMonitorParts,
  change: ChangeRequest,
  run: Run,
  target: DeployPlan,
  { condition, gate }: Condition,
  minutes: number,
  texts: Texts,
): Promise<void> {
  if (!gate) return
  const broken = change.judged[condition]?.waits
  if (broken !== undefined)
    return note(parts, change, condition, (transaction) => restore(parts, transaction, change, target, broken, texts))
  const { delivery, clock } = parts
  const { service, environment } = target
  const since = new Date(Date.parse(run.endedAt ?? run.requestedAt))
  const until = new Date(Math.min(clock.now().getTime(), since.getTime() + gate.minutes * MINUTE_MS))
  const measured = await delivery.measured(service, environment, since, until)
  const isKnown = measured !== undefined && measured.unknown === undefined
  const figures = isKnown ? (measured.releases.find(({ task }) => task === run.task) ?? NO_TRAFFIC) : undefined
  const found = judgeGate(gate, figures, Math.min(minutes, gate.minutes))
  const { verdict } = found
  if (verdict === 'wait') return
  const sentence = sentenceOf(gate, found, Math.min(minutes, gate.minutes), isKnown, texts)
  await note(parts, change, condition, async (transaction) => {
    return verdict === 'broken' ? restore(parts, transaction, change, target, sentence, texts) : { verdict, sentence }
  })
}

/** Each condition is judged once, whoever looks; what is in the way of restoring is noted when it becomes another. */
async function note(
  { store, clock }: GateMonitorParts,
  { change }: ChangeRequest,
  condition: string,
  judge: (transaction: Transaction) => Promise<JudgedGate>,
): Promise<void> {
  const stream = changeStream(change)
  const cause = { correlationId: await correlationOf(store, stream), actor: 'gate-monitor' }
  await transact(store, cause, clock.now(), async (transaction) => {
    const present = changeFrom(await transaction.read(stream))
    const before = present?.judged[condition]
    if (!present || !isOpenGate(before)) return
    const judged = await judge(transaction)
    if (judged.sentence === before?.sentence) return
    transaction.append(stream, { type: 'change.condition.judged', change, condition, judged })
  })
}

/**
 * Starts the rollback in the same append, so that it happens once. Whatever is in the way, such as a task that does the same,
 * may go: then it is tried again.
 */
async function restore(
  parts: GateMonitorParts,
  transaction: Transaction,
  change: ChangeRequest,
  { service, environment, strategy, release }: DeployPlan,
  measured: string,
  texts: Texts,
): Promise<JudgedGate> {
  const hindered = (why: string): JudgedGate => ({
    verdict: 'broken',
    sentence: `${measured} ${why} ${texts.changes.gate.waits(release)}`,
    waits: measured,
  })
  const asked = { kind: 'rollback', service, environment, ref: 'previous' } as const
  const planned = await planFor({ ...asked, strategy: strategy === 'recreate' ? strategy : 'blue-green' }, parts, texts)
  if (planned.kind === 'problem') return hindered(planned.sentence)
  const { plan } = planned
  if (plan.kind !== 'rollback' || plan.from?.sha !== release.sha) return overtaken(texts.changes.gate.overtaken)
  const number = await numberFor(plan, parts.store)
  const { by, groups, thread, language, tell, tellOn, change: restoresFor } = change
  const origin = { by, groups, thread, language, tell, tellOn, approved: planHash(plan), restoresFor }
  const pointless = await startPlan(parts, transaction, plan, number, origin)
  if (pointless !== undefined) return hindered(pointless)
  const task = taskOf(plan, number)
  if (!task) throw new Error(`${plan.kind} is no task`)
  const { version } = plan.release
  return {
    verdict: 'broken',
    sentence: `${measured} ${texts.changes.gate.restores({ version, task })}`,
    restoredBy: task,
  }
}

function sentenceOf(
  { metric }: Gate,
  { value }: GateLook,
  minutes: number,
  isMeasured: boolean,
  { changes, formats }: Texts,
): string {
  const words = changes.gate
  if (value === undefined) return `${isMeasured ? words.tooFew : words.notMeasured}.`
  const number = (amount: number) => formats.number(amount, { maximumFractionDigits: 2 })
  const told = {
    error_rate: `${number(value * 100)} %`,
    latency: `${number(value)} ms`,
    traffic: number(value),
  }[metric]
  return `${words.measured({ metric: words.metric[metric], value: told, minutes })}.`
}
