import { platformOf, type UserId } from './ids.ts'

/** On whose behalf something runs that no person asked for: shipmate.yaml permits it, and nobody can be called so. */
export const POLICY_ACTOR: UserId = 'shipmate:policy'

/** Who starts workflows when their moment has come, with the roles that shipmate.yaml gives it by this name. */
export const SCHEDULE_ACTOR: UserId = 'shipmate:schedule'

/** Who starts workflows when a host of repositories reports something, with the roles that it has by this name. */
export const CODE_ACTOR: UserId = 'shipmate:code'

/** Nobody reads what is said to it, and it answers nothing. */
export const isNobody = (user: UserId): boolean => platformOf(user) === 'shipmate'
