import { createRequire } from 'node:module'
import type { RESTOptions } from 'discord.js'

type Agent = NonNullable<RESTOptions['agent']>

/**
 * Connections of the version of undici that discord.js itself uses. Without them its calls go over those of the whole
 * process, which a newer undici of another library may have replaced; that one refuses the forms that files are sent in.
 */
export function createOwnAgent(): Agent {
  const ofDiscord = createRequire(createRequire(import.meta.url).resolve('discord.js'))
  const ofRest = createRequire(ofDiscord.resolve('@discordjs/rest'))
  const { Agent } = ofRest('undici') as { readonly Agent: new () => Agent }
  return new Agent()
}
