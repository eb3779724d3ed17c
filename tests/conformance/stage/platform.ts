import type { Answer, Place, SimulatedPerson } from '../../simulators/person.ts'
import type { SeenMessage } from '../../simulators/seen.ts'
import type { ConnectChats } from './open-bot.ts'

export const PLATFORMS = ['Slack over HTTP', 'Slack over its socket', 'Discord'] as const
export type PlatformName = (typeof PLATFORMS)[number]

/** How a call of the bot fails: asked to wait, an error of the server, done but its answer lost, refused for good. */
export type Fault = 'asked to wait' | 'server error' | 'answer lost' | 'refused'

/** What a scenario can make happen around the people, in words that both platforms share. */
export interface Platform {
  readonly name: PlatformName
  readonly connect: ConnectChats
  person(name: string): SimulatedPerson
  /** What stands in front of somebody in the place of their name. */
  showsName(name: string, shown: string): void
  /** The language and, where the platform tells it, the time zone of somebody. */
  speaks(name: string, locale: string, zone?: string): void
  /** Somebody of another workspace or server who can read along. */
  stranger(name: string): { readonly person: SimulatedPerson; readonly place: Place }
  /** Has not been let in for good: a guest of the workspace, or somebody who has not accepted the server's rules. */
  isGuest(name: string): void
  /** A user group or role with these people, as configurations name it. */
  group(name: string, ...people: readonly string[]): string
  /** The command of a message's own menu that deploys the pull request it links to. */
  readonly deploysPullRequest: string
  /** What may be said after `/shipmate` or `/shipmate ask`. */
  asksByCommand(person: SimulatedPerson, text: string, place?: Place): Promise<Answer>

  /**
   * Presses a button that asks first, and answers what it asks. Gives what was asked, and fails where nothing is.
   * @param meanwhile What happens while the question is open.
   */
  pressesAsked(
    person: SimulatedPerson,
    message: SeenMessage,
    button: string,
    answer: 'yes' | 'no',
    meanwhile?: () => Promise<unknown>,
  ): Promise<string>

  /** The channel of this name, which is made where there is none. */
  newChannel(name: string): string
  /** As configurations name it: `slack:C0DEPLOYS`. */
  channelId(channel: string): string
  /** Where answers to a message stand. */
  threadOf(message: SeenMessage): Place
  /** Where people talk beneath a message of somebody, without the bot. */
  opensThread(message: SeenMessage): Place
  directPlace(person: SimulatedPerson): Place

  /** The platform delivers what was said again, so many times. */
  redelivers(message: SeenMessage, times: number): Promise<void>
  /** The preview of a link is added to a message. */
  unfurls(message: SeenMessage): Promise<void>
  /** Somebody who may deletes a message of the bot. */
  deletesUnder(message: SeenMessage): Promise<void>
  otherBotSays(text: string): Promise<void>

  archives(channel: string): void
  removesBotFrom(channel: string): void
  forbidsPosting(channel: string): void
  /** The next posts, or edits, fail. */
  failsPosts(fault: Fault, times?: number): void
  failsEdits(fault: Fault, times?: number): void
  /** The line over which events come is cut without a word. */
  cutsLine(): void
  /** How often the bot has tried to post and to edit. */
  posts(): number
  edits(): number

  /** Resolves when nothing is on its way to the bot any more. */
  settled(): Promise<void>
  stop(): Promise<void>
}
