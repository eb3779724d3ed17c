import { type AccessPolicy, BUILT_IN_ROLES } from '../../src/access/policy.ts'
import type { ApprovalRule } from '../../src/domain/approvals/approval-rule.ts'
import type { Freeze, WeekTime } from '../../src/domain/gates/freeze.ts'
import type { UserId } from '../../src/domain/ids.ts'
import type { Settings } from '../../src/domain/settings.ts'
import { type ApprovalPolicy, ENVIRONMENTS, type Role, SERVICES, type Team, type WeeklyFreeze } from './team.ts'
import { TEAM_WORKFLOW } from './team-workflow.ts'

/** What the bot is configured with. */
export function settingsOf(team: Team): Settings {
  return {
    services: SERVICES.map((id) => ({ id, environments: ENVIRONMENTS, canary: { percent: 10, minutes: 10 } })),
    environments: [
      { id: 'staging', confirm: 'danger-only' },
      { id: 'production', confirm: 'changes' },
    ],
    confirmationMinutes: 60,
    workflows: [TEAM_WORKFLOW],
    gates: {
      freezes: team.freezes.map(freezeOf),
      order:
        team.healthyMinutes === undefined
          ? []
          : [{ environment: 'production', after: 'staging', healthyMinutes: team.healthyMinutes }],
      lockMinutes: 120,
      missedMinutes: 15,
      timeZone: 'UTC',
    },
    approvals: team.approvals.map(ruleOf),
    people: team.linked.map((ids) => ({ ids })),
  }
}

function ruleOf({ environment, count, role, rollbacks, atNight }: ApprovalPolicy): ApprovalRule {
  return {
    environments: [environment],
    roles: [role],
    count,
    actions: rollbacks ? ['deploy', 'rollback'] : ['deploy'],
    expiresMinutes: 24 * 60,
    ...(atNight && { when: { from: '18:00', to: '08:00', zone: 'UTC' } }),
  }
}

function freezeOf({ name, environment, from, to, zone, rollbacks }: WeeklyFreeze): Freeze {
  return {
    name,
    zone,
    environments: [environment],
    ...(rollbacks && { rollbacks }),
    times: { kind: 'weekly', windows: [{ from: weekTime(from), to: weekTime(to) }] },
  }
}

function weekTime(minute: number): WeekTime {
  const two = (number: number): string => String(number).padStart(2, '0')
  return {
    day: Math.floor(minute / (24 * 60)) + 1,
    time: `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`,
  }
}

/** Read again by every decision, so that a role that is lost is gone at once. */
export function policyOf(roles: ReadonlyMap<UserId, ReadonlySet<Role>>): AccessPolicy {
  return {
    roles: [...BUILT_IN_ROLES, { name: 'sre', may: ['read'] }, { name: 'captain', may: ['change.break-glass'] }],
    get members() {
      return [...roles].map(([user, held]) => ({ who: { kind: 'user', user }, roles: [...held] }) as const)
    },
  }
}
