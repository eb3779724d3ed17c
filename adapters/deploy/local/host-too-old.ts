import type { Ability } from '../../local-host/host/host-protocol.ts'
import type { HostClient } from '../../local-host/host-client.ts'

const CANNOT: Readonly<Record<Ability, string>> = {
  share: 'share requests out',
  confine: 'keep services from what belongs to the bot',
}

/** Why the host that runs cannot do it; undefined when it can. */
export async function hostTooOld({ can }: Pick<HostClient, 'can'>, ability: Ability): Promise<string | undefined> {
  if (await can(ability)) return undefined
  return `The local host that runs is of an earlier version and cannot ${CANNOT[ability]}. End the process whose pid is in local-host/lock: the next one takes over what serves, and can.`
}
