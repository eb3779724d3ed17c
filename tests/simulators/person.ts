import type { SeenMessage, SeenModal } from './seen.ts'

/**
 * A person who uses the bot on a simulated platform, the same for Slack and Discord, so that one scenario can be played
 * on both and a web page can drive either. What a person does resolves when the platform has taken it, what they wait for
 * as soon as it is there: nothing polls or sleeps. It rejects where the platform's own client would not let them do it
 * (no such button, an option too many), never because of how the bot behaves.
 */
export interface SimulatedPerson {
  readonly name: string
  /** As configurations name the person: `discord:<id>`, `slack:<id>`. */
  readonly userId: string

  /** Talk in a channel or thread that does not mention the bot. */
  says(text: string, where?: Place): Promise<SeenMessage>
  /** `@Shipmate text`. */
  mentions(text: string, where?: Place): Promise<SeenMessage>
  /** Answers a message: Discord's reply to it, Slack's message in its thread. */
  replies(to: SeenMessage, text: string): Promise<SeenMessage>
  /** A direct message to the bot. */
  directs(text: string): Promise<SeenMessage>
  /** A message that is nothing but a file. */
  uploads(file: UploadedFile, where?: Place): Promise<SeenMessage>
  edits(message: SeenMessage, text: string): Promise<void>
  deletes(message: SeenMessage): Promise<void>

  /** A slash command; sub-commands with a space: `shipmate ask`. */
  runs(command: string, options?: Readonly<Record<string, string>>, where?: Place): Promise<Answer>
  /** What is offered while the last of these options is being typed. */
  types(command: string, options: Readonly<Record<string, string>>, where?: Place): Promise<readonly Choice[]>
  /** Presses the button with this label or id. */
  presses(message: SeenMessage, button: string): Promise<Answer>
  /** Chooses in the menu with this placeholder, label or id; with one menu on the message, '' is that one. */
  selects(message: SeenMessage, menu: string, ...values: readonly string[]): Promise<Answer>
  /** Sends a form with these values, by the label or id of their fields. */
  submits(modal: SeenModal, values: Readonly<Record<string, string | readonly string[]>>): Promise<Answer>
  closes(modal: SeenModal): Promise<void>
  /** A command of a message's own menu (Discord) or a message shortcut (Slack). */
  usesOn(message: SeenMessage, command: string): Promise<Answer>

  /** The first message that this person can see and that says this or passes, now or later. */
  sees(what: string | RegExp | ((message: SeenMessage) => boolean), where?: Place): Promise<SeenMessage>
  /** The same message as it is now, or undefined if it was deleted. */
  again(message: SeenMessage): SeenMessage | undefined
  /** Everything that stands there for this person now, oldest first; of all places if none is given. */
  messages(where?: Place): readonly SeenMessage[]
  /** The form that is open in front of this person, now or later. */
  seesModal(title?: string): Promise<SeenModal>
  /** Resolves when the bot is shown as typing or thinking there. */
  seesTyping(where?: Place): Promise<void>
}

/** The general channel if left out. */
export interface Place {
  readonly channel?: string
  /** The thread's id: on Discord its channel, on Slack the time stamp of its first message. */
  readonly thread?: string
}

export interface UploadedFile {
  readonly name: string
  readonly content: string
}

/** What is shown in a command's field while it is typed. */
export interface Choice {
  readonly name: string
  readonly value: string
}

/** What the person who pressed or sent something sees of it at first. */
export type Answer =
  /** The platform's own acknowledgement: the spinner ends and nothing else happens for now. */
  | { readonly kind: 'acknowledged' }
  /** A loading message stands there; what follows replaces it. */
  | { readonly kind: 'thinking'; readonly onlyForMe: boolean }
  | { readonly kind: 'message'; readonly message: SeenMessage }
  /** The message that was pressed has changed. */
  | { readonly kind: 'updated'; readonly message: SeenMessage }
  | { readonly kind: 'modal'; readonly modal: SeenModal }
  /** The platform says that it failed: the bot did not answer in time. */
  | { readonly kind: 'failed' }
