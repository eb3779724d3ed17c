import type { Patience } from './look-up-cache.ts'
import type { Directory } from './permissions.ts'

/** The same directory for whoever can wait until a platform says who somebody is. */
export function patientDirectory({ groups, standings, ...others }: Directory, patience: Patience): Directory {
  return {
    ...others,
    ...(groups && { groups: { groupsOf: (user) => groups.groupsOf(user, patience) } }),
    ...(standings && { standings: (user) => standings(user, patience) }),
  }
}
