import type { UserId } from './ids.ts'

/** On whose behalf something runs that no person asked for: shipmate.yaml permits it, and nobody can be called so. */
export const POLICY_ACTOR: UserId = 'shipmate:policy'
