import type { Config } from '../../../config/config.ts'
import { rehearsalConfig } from '../../../src/app/commands/rehearse/rehearsal-config.ts'
import type { UserId } from '../../../src/domain/ids.ts'

/** The people of every scenario, with what they may do. Everybody else of the workspace or server may look. */
const ROLES = {
  olga: ['owner'],
  ana: ['deployer'],
  ben: ['deployer', 'approver'],
  dan: ['deployer'],
  vic: ['viewer'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type TeamMember = keyof typeof ROLES

/** The same of each person of the team. */
export function forEach<Of>(of: (who: TeamMember) => Of): Readonly<Record<TeamMember, Of>> {
  return { olga: of('olga'), ana: of('ana'), ben: of('ben'), dan: of('dan'), vic: of('vic') }
}

/** Rules that many scenarios share. */
export const PAYMENTS_NEED_TWO = {
  approvals: [
    {
      name: 'payments needs a second person',
      services: ['payments'],
      environments: ['production'],
      roles: ['approver'],
    },
  ],
} as const

/**
 * @param ids The accounts of each person.
 * @param more Sections of the configuration, as in shipmate.yaml.
 */
export function teamConfig(
  ids: Readonly<Record<TeamMember, readonly UserId[]>>,
  more: Readonly<Record<string, unknown>> = {},
): Config {
  const members = Object.entries(ROLES).flatMap(([name, roles]) =>
    ids[name as TeamMember].map((user) => ({ user, name, roles })),
  )
  const { members: given = [] } = (more.access ?? {}) as { readonly members?: readonly object[] }
  const access = {
    roles: { approver: { may: ['read', 'change.approve', 'change.reject'] } },
    members: [...members, ...given, { everyone: true, roles: ['viewer'] }],
  }
  const reading = rehearsalConfig({ value: {}, problems: [], locate: () => ({}) }, { ...more, access }, process.cwd())
  if (reading.kind === 'problems')
    throw new Error(reading.problems.map(({ key, problem }) => `${key}: ${problem}`).join())
  return reading.config
}
