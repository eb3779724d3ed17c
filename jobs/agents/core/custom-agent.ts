import type { AnyAgent } from './define-agent.ts'

/** An agent that a team has written itself. */
export interface CustomAgent {
  readonly agent: AnyAgent
  readonly file: string
  /** An input to try it with. */
  readonly example?: object
  /** What its tools give when it is tried, by their names. */
  readonly exampleLookUps?: Readonly<Record<string, unknown>>
}
