import type { Doings } from './doings.ts'
import type { Screen } from './screen.ts'

const MENTION = /^@shipmate\b[,:]?\s*/i

/** Says it where somebody is: `@Shipmate …` mentions the bot, and everything in the own conversation goes to it. */
export async function talkTo(
  { does }: Doings,
  { general, direct }: Screen,
  place: string,
  thread: string | undefined,
  text: string,
): Promise<void> {
  const channel = place === direct ? direct : general
  const where = { channel, ...(thread !== undefined && { thread }) }
  if (channel === direct && thread === undefined) await does('directs', text)
  else if (MENTION.test(text)) await does('mentions', text.replace(MENTION, ''), where)
  else await does('says', text, where)
}
