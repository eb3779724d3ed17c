import type { Interactions } from '../interactions/interactions.ts'
import type { CommandBody } from '../rules/command-rules.ts'
import type { Composer } from '../world/compose.ts'
import type { Posted } from '../world/world.ts'

export interface RegisteredCommand extends CommandBody {
  readonly id: string
}

/** What the routes need beside the world. */
export interface RouteParts extends Composer {
  readonly interactions: Interactions
  readonly gatewayUrl: string
  readonly tell: (type: string, data: object, guildId?: string) => void
  /** Nonces Discord still remembers: `<channel> <nonce>` to message. */
  readonly nonces: Map<string, { readonly message: Posted; readonly until: number }>
  readonly commands: { registered: readonly RegisteredCommand[]; writes: number }
}
