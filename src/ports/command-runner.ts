import type { TaskId } from '../domain/ids.ts'

export interface CommandOrder {
  readonly task: TaskId
  /** Names its run among all that there ever were: numbers of tasks may repeat. */
  readonly run: string
  readonly step: string
  /** Which try of the step: a command that was started for it is not started again. */
  readonly attempt: number
  /** A program and its arguments; no shell reads them. */
  readonly command: readonly string[]
  /** What it sees besides what every program needs. */
  readonly env: Readonly<Record<string, string>>
  /** Absolute; one of its own when left out. */
  readonly folder?: string
  readonly timeoutMs: number
  /** It may be run again where nobody can tell whether it has ended. */
  readonly repeatable: boolean
}

/** How a command ended. `tail`: the end of what it wrote, without secrets; `outputs`: what it said of itself. */
export type CommandEnd =
  | {
      readonly kind: 'ended'
      readonly exitCode: number
      readonly tail: string
      readonly outputs: Readonly<Record<string, string>>
    }
  /** A signal ended it, or it could not be started: as a phrase, such as `was ended by SIGKILL`. */
  | { readonly kind: 'broken'; readonly how: string; readonly tail: string }
  | { readonly kind: 'timed-out'; readonly tail: string }
  /** Its processes are gone and its end was not noted: it may have done a part of its work. */
  | { readonly kind: 'lost'; readonly tail: string }
  | { readonly kind: 'cancelled' }

/**
 * Runs commands once. Called again for the same try, after a crash, it finds the command where it is: still running, or
 * ended; a command is never run twice unless it is repeatable.
 */
export interface CommandRunner {
  /**
   * @param signal Ends the command and everything it has started. With a {@link HandedOverError} as its reason the command is
   * left running for whoever takes over, and the call rejects. One that has ended well has ended, whatever was cancelled.
   */
  runCommand(order: CommandOrder, signal: AbortSignal): Promise<CommandEnd>
}

/** What is kept on this machine of commands, so that none is run twice. */
export interface CommandNotes {
  /** The runs of which something is kept, as `CommandOrder.run` names them. */
  noted(): Promise<readonly string[]>
  /** Removes what is kept of a run that is over. */
  forget(run: string): Promise<void>
}
