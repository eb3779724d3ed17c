import type { Receiver } from '@slack/bolt'

/** How events come in: over a socket that the bot opens, or over HTTP requests that Slack sends. */
export interface Connection {
  readonly receiver: Receiver
  connected(): boolean
  /** When anything last came over it, signs of life included; undefined where only events come. */
  heardAt(): Date | undefined
  /** The port that HTTP requests are taken on; undefined without one. */
  port(): number | undefined
  start(): Promise<void>
  stop(): Promise<void>
}
