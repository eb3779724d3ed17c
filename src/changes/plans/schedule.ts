import { meaningOfSaid, type Zone } from '../../domain/local-time.ts'
import { planHash } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { environmentLabel, schedules, serviceLabel } from '../../domain/projections.ts'
import type { Documents } from '../../ports/event-store.ts'
import { momentWords } from '../../texts/moment-words.ts'
import type { Texts } from '../../texts/texts.ts'
import { type DeployRequest, planDeploy } from './deploy.ts'
import { type PlanParts, type PlanResult, type Problem, problem } from './planned.ts'

/** Starts a deployment at a moment. */
export interface ScheduleRequest {
  readonly kind: 'schedule'
  readonly service: string
  readonly environment: string
  /** ISO 8601 in UTC; without a zone where the clocks of its person do not show it just once. */
  readonly at: string
  /** Whose clocks it was said by; those of the team, when left out. */
  readonly zone?: Zone
  readonly deploy: Omit<DeployRequest, 'kind'>
}

export async function planSchedule(
  { kind, at: said, zone, deploy: request }: ScheduleRequest,
  parts: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const timeZone = zone ?? parts.settings.gates.timeZone
  const moment = momentOf(said, timeZone, texts)
  if (moment.kind === 'problem') return moment
  const { at, note } = moment
  if (Date.parse(at) <= parts.clock.now().getTime())
    return problem(texts.gates.schedule.past({ time: momentWords(at, timeZone) }))
  const planned = await planDeploy({ ...request, kind: 'deploy' }, parts, texts)
  if (planned.kind === 'problem' || planned.plan.kind !== 'deploy') return planned
  const { service, environment } = request
  const deploy = planned.plan
  const same = await alreadyScheduled(deploy, at, parts.store)
  if (same !== undefined) return problem(texts.gates.schedule.already({ task: same, time: momentWords(at, timeZone) }))
  const notes = [note, planned.note].filter((one) => one !== undefined)
  return {
    kind: 'plan',
    plan: { kind, at, zone: timeZone, service, environment, deploy },
    ...(notes.length > 0 && { note: notes.join(' ') }),
  }
}

/** A time that does not exist is refused; of one that comes twice the first is taken, and its person is told. */
function momentOf(
  said: string,
  zone: string,
  { gates: { schedule: words } }: Texts,
): { readonly kind: 'moment'; readonly at: string; readonly note?: string } | Problem {
  const meaning = meaningOfSaid(said, zone)
  const time = said.slice(0, 16).replace('T', ' ')
  if (!meaning) return problem(words.noTime({ time }))
  if (meaning.kind === 'never') return problem(words.never({ time, zone }))
  if (meaning.kind === 'once') return { kind: 'moment', at: meaning.at.toISOString() }
  const at = meaning.first.toISOString()
  return { kind: 'moment', at, note: words.twice({ time, zone, first: momentWords(at, 'UTC') }) }
}

async function alreadyScheduled(plan: DeployPlan, at: string, documents: Documents): Promise<string | undefined> {
  const labels = ['open', serviceLabel(plan.service), environmentLabel(plan.environment)]
  const hash = planHash(plan)
  const open = await documents.list(schedules, { labels })
  return open.find((one) => Date.parse(one.at) === Date.parse(at) && one.planHash === hash)?.task
}
