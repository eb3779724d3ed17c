/** What the starter of a supervisor writes to its standard input. */
export interface Supervised {
  /** Where it notes what happens. */
  readonly state: string
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly options: { readonly uid?: number; readonly gid?: number }
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

/** Names of the files that it writes: who runs, what progress it has told, and how it has ended. */
export const BEGUN = 'begun.json'
export const SAID = 'said.json'
export const ENDED = 'ended.json'

/** In the environment of a command and of all that it starts: where its supervisor notes what happens. */
export const COMMAND_MARK = 'SHIPMATE_STARTED_FOR'
