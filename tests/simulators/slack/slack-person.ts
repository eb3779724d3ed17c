import type { Answer, Choice, Place, SimulatedPerson } from '../person.ts'
import type { SeenButton, SeenMenu, SeenMessage, SeenModal } from '../seen.ts'

/** The Home tab of the app, as one person sees it. */
export interface SeenHome {
  readonly text: string
  readonly buttons: readonly SeenButton[]
  readonly menus: readonly SeenMenu[]
  readonly raw: object
}

/**
 * A person in Slack: what is the same on Discord, and what only Slack has. An overflow menu is a menu with the placeholder
 * `…`; a confirm dialog is answered with yes by whoever `presses`, with no by whoever `declines`.
 */
export interface SlackPerson extends SimulatedPerson {
  /** Opens the Home tab, which tells the bot so. */
  opensHome(): Promise<void>
  /** The Home tab as soon as it says this. */
  seesHome(words?: string | RegExp): Promise<SeenHome>
  pressesHome(button: string): Promise<Answer>
  selectsHome(menu: string, value: string): Promise<Answer>
  /** Presses or chooses in an open form. */
  pressesIn(modal: SeenModal, button: string): Promise<Answer>
  /**
   * What a menu of a form offers for what is typed in it: the bot is asked, or Slack itself for a channel.
   * @param values What stands in the other fields.
   */
  looksFor(
    modal: SeenModal,
    field: string,
    typed: string,
    values?: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<readonly Choice[]>
  /** A shortcut of the search bar, by its callback id. */
  usesShortcut(shortcut: string): Promise<Answer>
  /** Presses a button with a confirm dialog and says no there: nothing reaches the bot. Gives what was asked. */
  declines(message: SeenMessage, button: string): Promise<{ readonly title: string; readonly text: string }>
  /** An answer in a thread that is shown in the channel as well. */
  broadcasts(to: SeenMessage, text: string): Promise<SeenMessage>
  /** What the assistant is said to be doing there; resolves with the next that is not empty. */
  seesStatus(where?: Place): Promise<string>
}
