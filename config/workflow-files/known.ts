import type { CiSystem } from '../../src/domain/ci-run.ts'

/** What a workflow may name. */
export interface Known {
  readonly services: readonly string[]
  /** Of those, the ones that say how they are tested. */
  readonly testedServices: readonly string[]
  readonly environments: readonly string[]
  /** Of those, the ones in which a change needs no confirmation. */
  readonly harmlessEnvironments: readonly string[]
  readonly roles: readonly string[]
  /** Of those, the ones that somebody has. */
  readonly heldRoles: readonly string[]
  readonly agents: readonly string[]
  readonly secrets: readonly string[]
  /** The CI systems where the bot has an account. */
  readonly ci: readonly CiSystem[]
}
