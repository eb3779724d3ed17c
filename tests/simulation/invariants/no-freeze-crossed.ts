import { isRunRequested } from '../../../src/domain/run-events.ts'
import type { CreateInvariant } from '../invariant.ts'
import { minuteOfWeek, type WeeklyFreeze } from '../team.ts'

/**
 * No deployment begins in a freeze: the start of the step that first asks for it lies outside of all. What has begun is
 * finished, and a rollback is let through unless the freeze stops rollbacks too. So is what a change request sets the freeze
 * aside for, by the yes of another person than asked for it, or by broken glass.
 */
export const noFreezeCrossed: CreateInvariant = ({ team, now, personOf }, { checked, broken }) => {
  /** When a step started, by the fencing token that this gave it. */
  const startedAt = new Map<number, Date>()
  const kinds = new Map<string, 'deploy' | 'rollback'>()
  const seen = new Set<string>()
  const setAside = new Map<string, readonly string[]>()
  const approving = new Map<string, readonly string[]>()
  return {
    appended({ position, body }) {
      if (isRunRequested(body) && body.plan.kind !== 'build')
        kinds.set(body.task, body.plan.kind === 'rollback' ? 'rollback' : 'deploy')
      if (body.type === 'approval.given')
        approving.set(body.change, [...(approving.get(body.change) ?? []), personOf(body.by)])
      if (isRunRequested(body) && body.change !== undefined) {
        const others = (approving.get(body.change) ?? []).filter((person) => person !== personOf(body.by))
        if (others.length > 0 || body.brokeGlass) setAside.set(body.task, body.overrides ?? [])
      }
      if (body.type === 'run.step.started') startedAt.set(position, now())
    },
    ordered({ task, environment, fencingToken }) {
      if (seen.has(task) || team.freezes.length === 0) return
      seen.add(task)
      checked()
      const at = startedAt.get(fencingToken) ?? now()
      const mayCross = ({ name }: WeeklyFreeze): boolean => setAside.get(task)?.includes(`freeze ${name}`) === true
      const crossed = team.freezes.find((one) => !mayCross(one) && stops(one, environment, kinds.get(task), at))
      if (crossed) broken(`${task} was deployed to ${environment} at ${at.toISOString()}, in “${crossed.name}”`)
    },
  }
}

function stops(freeze: WeeklyFreeze, environment: string, kind: 'deploy' | 'rollback' | undefined, at: Date): boolean {
  const minute = minuteOfWeek(at, freeze.zone)
  const { from, to } = freeze
  const holds = from < to ? from <= minute && minute < to : minute >= from || minute < to
  return holds && freeze.environment === environment && (kind === 'deploy' || freeze.rollbacks)
}
