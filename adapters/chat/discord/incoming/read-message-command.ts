import type { APIMessageApplicationCommandInteractionData } from 'discord.js'
import { pullRequestIn } from '../../pull-request-link.ts'
import type { SaidCommand } from './read-command.ts'

/** In the menu of a message, under “Apps”. */
export const DEPLOY_PULL_REQUEST = 'Deploy this pull request'

/**
 * What somebody said by choosing “Deploy this pull request” on a message; undefined when that has no link to one.
 * @param known Names of services that somebody may deploy, of which a repository mostly has one; else the thread asks.
 */
export async function readMessageCommand(
  { target_id, resolved }: APIMessageApplicationCommandInteractionData,
  known: (repository: string) => Promise<readonly string[]>,
): Promise<SaidCommand | undefined> {
  const message = resolved.messages[target_id]
  const link = message && pullRequestIn([message.content, message.embeds, message.components])
  if (!link) return undefined
  const names = await known(link.repository)
  const service = names.find((name) => name.toLowerCase() === link.repository.toLowerCase())
  const slots = { ref: link.url, ...(service !== undefined && { service }) }
  return { text: `deploy ${link.url}`, request: { intent: 'deploy.start', slots } }
}
