import { z } from 'zod'

/** Where the bot was installed, as `auth.test` says. */
export interface Workspace {
  readonly team: string
  /** The organisation that the workspace belongs to, if it is one of several. */
  readonly enterprise?: string
  /** Installed for the whole organisation, of which all workspaces are then home. */
  readonly orgWide: boolean
  /**
   * Beside the home workspace: nobody is heard but people of its own. In a channel that two installed workspaces share,
   * a person would else be two.
   */
  readonly ownPeopleOnly?: true
}

const id = z.string().nullish().catch(undefined)
const installation = z.object({ team_id: id, enterprise_id: id })
const author = z.object({ user: id, user_team: id, source_team: id, team: id })
/** An edit and a deletion name the author within, and at the top nobody. */
const event = author.extend({
  subtype: id,
  message: author.extend({ subtype: id }).optional().catch(undefined),
  previous_message: author.optional().catch(undefined),
})

const view = z.object({ team_id: id, app_installed_team_id: id })

const delivered = z.object({
  type: id,
  team_id: id,
  enterprise_id: id,
  context_team_id: id,
  context_enterprise_id: id,
  is_ext_shared_channel: z.boolean().catch(false).default(false),
  authorizations: z.array(installation).nullish().catch([]),
  event: event.optional().catch(undefined),
  team: z.object({ id }).nullish().catch(undefined),
  enterprise: z.object({ id }).nullish().catch(undefined),
  user: z.object({ id, team_id: id }).optional().catch(undefined),
  user_id: id,
  view: view.optional().catch(undefined),
  message: z.object({ team: id }).optional().catch(undefined),
})

export type Delivered = z.infer<typeof delivered>

/** What tells where something came from; undefined when it is nothing that Slack sends. */
export function readDelivered(body: unknown): Delivered | undefined {
  return delivered.safeParse(body).data
}

/**
 * Why something that Slack signed is not for this bot: the same app may be installed in other workspaces, whose people
 * have no say here. Undefined when it is. What names no workspace at all is not.
 */
export function foreignTo(home: Workspace, from: Delivered): string | undefined {
  const installs = (from.authorizations ?? []).filter(({ team_id, enterprise_id }) => team_id || enterprise_id)
  if (installs.length > 0 && !installs.some((one) => isHome(home, one.team_id, one.enterprise_id)))
    return 'it is for another workspace’s installation'
  if (from.context_team_id && !isHome(home, from.context_team_id, from.context_enterprise_id))
    return 'it came through another workspace'
  // In a shared channel the event names its author's workspace; whose installation it is for was just looked at.
  const sharedWithUs = from.is_ext_shared_channel && (installs.length > 0 || Boolean(from.context_team_id))
  if (!sharedWithUs && !isHome(home, placeOf(from).team, placeOf(from).enterprise)) return 'it is of another workspace'
  const team = senderOf(from).team
  const outside = team !== undefined && team !== home.team
  if (outside && from.event && !from.is_ext_shared_channel && home.enterprise === undefined)
    return 'its author is of another workspace, and the channel is not shared'
  return home.enterprise === undefined ? foreignSurface(home, from) : undefined
}

/**
 * A press or form says where it was shown as well. In an organisation that may be any of its workspaces. What is pressed
 * stands in a message of the bot; a shortcut may be chosen on one of anybody.
 */
function foreignSurface({ team }: Workspace, { type, view, message }: Delivered): string | undefined {
  const pressed = type === 'block_actions' ? message?.team : undefined
  const shown = view?.app_installed_team_id ?? view?.team_id ?? pressed
  return shown && shown !== team ? 'it was shown in another workspace' : undefined
}

/** Whose installation something is for: a workspace, or the organisation of one. */
export function siteFrom(from: Delivered): string | undefined {
  const [installed] = from.authorizations ?? []
  const { team, enterprise } = placeOf(from)
  const named = [
    ...[installed?.enterprise_id, installed?.team_id],
    ...[from.context_enterprise_id, from.context_team_id],
    ...[enterprise, team],
  ]
  return named.find((site) => Boolean(site)) ?? undefined
}

/** A message that is gone: nobody says anything by it, and only what was heard before can be withdrawn. */
export function isDeletion({ event: said }: Delivered): boolean {
  return said?.subtype === 'message_deleted' || said?.message?.subtype === 'tombstone'
}

/** Who said, edited or pressed it, and the workspace they belong to, as far as the payload tells. */
export function senderOf(from: Delivered): Sender {
  const { event: happened, user, user_id, team_id, is_ext_shared_channel } = from
  if (happened) {
    const said = isDeletion(from) ? happened : (happened.message ?? happened)
    // Outside of shared channels everybody is of the workspace that the event is of.
    const team = teamOf(said) ?? teamOf(happened.previous_message) ?? (is_ext_shared_channel ? undefined : team_id)
    return { user: said.user ?? undefined, team: team ?? undefined }
  }
  if (user) return { user: user.id ?? undefined, team: user.team_id ?? undefined }
  return { user: user_id ?? undefined, team: team_id ?? undefined }
}

export interface Sender {
  readonly user: string | undefined
  readonly team: string | undefined
}

function teamOf(said: z.infer<typeof author> | undefined): string | undefined {
  return said?.user_team ?? said?.source_team ?? said?.team ?? undefined
}

function placeOf({ team, enterprise, team_id, enterprise_id }: Delivered) {
  return { team: team?.id ?? team_id, enterprise: enterprise?.id ?? enterprise_id }
}

function isHome(home: Workspace, team: string | null | undefined, enterprise: string | null | undefined): boolean {
  return home.orgWide ? Boolean(enterprise) && enterprise === home.enterprise : team === home.team
}
