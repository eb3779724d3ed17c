import type { Ability } from '../../local-host/host/host-protocol.ts'
import type { HostClient } from '../../local-host/host-client.ts'

const CANNOT: Readonly<Record<Ability, string>> = {
  share: 'split traffic',
  confine: 'isolate services from the bot',
  variables: 'give services environment variables',
}

/** Why the host that runs cannot do it; undefined when it can. */
export async function hostTooOld({ can }: Pick<HostClient, 'can'>, ability: Ability): Promise<string | undefined> {
  if (await can(ability)) return undefined
  return `The local host process is an earlier version and cannot ${CANNOT[ability]}. Stop the process whose pid is in local-host/lock; the next one takes over the running services.`
}
