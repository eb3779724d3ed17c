import { channelPayload, memberPayload, messagePayload, userPayload } from '../world/payloads.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { World } from '../world/world.ts'
import type { Interaction } from './interactions.ts'

/** An interaction as the gateway sends it. */
export function interactionPayload(
  world: World,
  { id, token, type, by, channel, on, userInstalled }: Interaction,
  data: object,
  permissions: bigint = permissionsIn(world, channel),
): object {
  const { guildId } = channel
  return {
    id,
    token,
    type,
    data,
    version: 1,
    application_id: world.application,
    channel: channelPayload(world, channel),
    channel_id: channel.id,
    app_permissions: String(permissions),
    locale: by.locale ?? 'en-US',
    entitlements: [],
    authorizing_integration_owners: userInstalled ? { 1: by.id } : { 0: guildId ?? '0' },
    ...(guildId === undefined
      ? { user: userPayload(by) }
      : {
          guild_id: guildId,
          guild_locale: 'en-US',
          guild: { id: guildId, locale: 'en-US', features: [] },
          member: { ...memberPayload(by), user: userPayload(by), permissions: '0' },
        }),
    ...(on && { message: messagePayload(world, on) }),
  }
}
