import type { UserId } from '../../../src/domain/ids.ts'
import type { Principal } from '../../../src/domain/principal.ts'
import type { AssistantDesk } from '../../../src/ports/assistant-desk.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { LogReads } from '../../../src/ports/log-reads.ts'
import type { Logins } from '../../../src/ports/logins.ts'
import type { Operations } from '../../../src/ports/operations.ts'
import type { ProviderSignIn } from '../../../src/ports/provider-sign-in.ts'
import type { PersonalTokens } from '../../../src/ports/token-desk.ts'
import type { WebAnswers } from '../../../src/ports/web-answers.ts'
import type { WebConversation } from '../../../src/ports/web-conversation.ts'
import type { WebReads } from '../../../src/ports/web-reads.ts'
import type { Presented } from './caller.ts'

export const API = '/api/v1'

/** What the API needs of the bot. */
export interface ApiBehind {
  /** Who acts with what is shown; undefined for what opens nothing. */
  authenticate(presented: Presented): Promise<Principal | undefined>
  readonly logins: Logins
  /** Left out where nobody signs in by one. */
  readonly provider?: ProviderSignIn | undefined
  readonly tokens: PersonalTokens
  /** What somebody is called. */
  nameOf(user: UserId): Promise<string>
  readonly conversation: WebConversation
  readonly reads: WebReads
  readonly answers: WebAnswers
  /** Calls `heard` when a task may look otherwise than before. Returns how to stop. */
  readonly onTasksMoved: (heard: () => void) => () => void
  /** The event log. */
  readonly log: LogReads
  /** How the bot itself does. */
  readonly operations: Operations
  /** Takes out what has become a secret since it was written. */
  readonly redact: (text: string) => string
  readonly clock: Clock
  /** The same for AI assistants, which look up and propose. */
  readonly assistants: AssistantDesk
  /** What can be asked for. */
  readonly intents: readonly string[]
}
