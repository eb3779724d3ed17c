import type { ShipmateEvent } from './events.ts'

/** Events that keep, as `hash` or `csrfHash`, what a secret of somebody is recognised by. */
export const HAS_SECRET: ReadonlySet<string> = new Set<ShipmateEvent['type']>([
  'token.created',
  'login.offered',
  'login.opened',
  'person.link.offered',
])
