import type { ModelUse } from '../../src/ports/language-model.ts'
import type { AnyAgent } from '../agents/define-agent.ts'

/** An agent that a team has written itself. */
export interface UserAgent {
  readonly agent: AnyAgent
  readonly file: string
  /** Whose models it asks. */
  readonly model: ModelUse
  /** An input to try it with. */
  readonly example?: object
}
