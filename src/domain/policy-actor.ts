import { platformOf, type UserId } from './ids.ts'

/** On whose behalf something runs that no person asked for: shipmate.yaml permits it, and nobody can be called so. */
export const POLICY_ACTOR: UserId = 'shipmate:policy'

/** Who starts workflows when their moment has come, with the roles that shipmate.yaml gives it by this name. */
export const SCHEDULE_ACTOR: UserId = 'shipmate:schedule'

/** Nobody reads what is said to it, and it answers nothing. */
export const isNobody = (user: UserId): boolean => platformOf(user) === 'shipmate'
