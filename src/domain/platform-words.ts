/** What a chat platform says by itself, in one language: beside a card that is drawn there, and of what it takes in. */
export interface PlatformWords {
  readonly cards: CardWords
  readonly notices: NoticeWords
  readonly deployForm: DeployFormWords
  readonly commands: CommandWords
}

/** What stands on a card where a platform cannot show it as it is. */
export interface CardWords {
  /** Rows or choices that have no place. */
  more(left: { readonly count: number }): string
  /** The menu of buttons that are rarely pressed. */
  readonly rare: string
  readonly longerThanSlackShows: string
  notInMenu(left: { readonly count: number }): string
  /** @param answers What can be said instead, by {@link CardWords.anyOf}. */
  buttonsNotShown(instead: { readonly answers: string }): string
  menuNotShown(instead: { readonly answers: string }): string
  readonly yesOrNo: string
  anyOf(choices: { readonly labels: readonly string[] }): string
  fileLacksPermission(file: { readonly name: string }): string
  fileRefused(file: { readonly name: string }): string
  /** What the file of a chart is called. */
  readonly chart: string
}

/** Sentences for the one person who has just said or pressed something. */
export interface NoticeWords {
  /** Why it was not recorded, by the code of the error. */
  readonly notRecorded: Readonly<Record<'unavailable' | 'busy' | 'contention' | 'slow_inbox' | 'unexpected', string>>
  readonly recordedNow: string
  readonly slow: string
  readonly cardDeleted: string
  readonly notInChannel: string
  readonly mayNotWrite: string
  /** Beneath a command until it is recorded. */
  readonly recording: string
  readonly commandGone: string
  readonly roleMentioned: string
  readonly noWords: string
  readonly unknownShortcut: string
  /** The command on a message is called “Deploy this pull request” in every language. */
  readonly noPullRequest: string
  readonly nothingToDeploy: string
  readonly formNotOpened: string
}

/** The form that the shortcut “Deploy…” opens. */
export interface DeployFormWords {
  readonly title: string
  readonly send: string
  readonly close: string
  readonly service: string
  readonly services: string
  readonly environment: string
  readonly environments: string
  readonly version: string
  readonly newest: string
  readonly where: string
  readonly whereHint: string
  readonly chooseOne: string
  readonly chooseChannel: string
}

/** What Discord shows of the command that takes any words. */
export interface CommandWords {
  readonly talk: string
  readonly ask: string
  readonly askExample: string
}
