import type { Home } from '../bench-bot.ts'
import type { InstantSlack } from '../beside/instant-slack.ts'
import { type BotAtSlack, startBotAtSlack } from '../intake/running-bot.ts'

/** One of several processes of the same bot. */
export interface Member extends BotAtSlack {
  readonly name: string
  /** Messages that it has thought about, whether or not another one was quicker. */
  understood(): number
}

export interface Crew {
  readonly members: readonly Member[]
  stop(): Promise<void>
}

/** So many processes of the bot on one database and one Redis, with one folder, as docs/operating.md has it. */
export async function startCrew(home: Home, slack: InstantSlack, size: number): Promise<Crew> {
  const members: Member[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.stop()))
  }
  try {
    for (let index = 0; index < size; index++) {
      const name = `process-${index + 1}`
      let understood = 0
      const countLine = (line: string): void => {
        if (line.includes('"message understood"')) understood += 1
      }
      const bot = await startBotAtSlack(home, { apiUrl: slack.apiUrlFor(name) }, countLine)
      members.push({ ...bot, name, understood: () => understood })
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { members, stop }
}
