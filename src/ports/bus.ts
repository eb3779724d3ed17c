import { BotError } from '../domain/errors.ts'
import type { JsonObject } from '../domain/event.ts'

export interface BusMessage {
  /** What happened: the type of an event, such as `cicd.deploy.completed`. */
  readonly topic: string
  readonly data: JsonObject
}

/**
 * Tells whoever listens at this moment, in any process, that something has happened. It keeps nothing: what is published
 * while nobody listens, or while a listener has lost its connection, is not heard later. Events of the log may come twice,
 * after a crash between publishing and noting it; their data names the event, by which a listener knows it again. So
 * a message is a reason to look, and whoever must not miss anything follows the log.
 */
export interface Bus {
  /**
   * @param topic Names of letters, digits, `_` or `-`, with dots between.
   * @throws {BusUnavailableError} when it does not answer.
   * @throws {TypeError} when the topic is none.
   */
  publish(topic: string, data: JsonObject): Promise<void>
  /**
   * Calls `heard` with each message whose topic matches, in the order one publisher sent them. Listening starts as soon
   * as the bus answers; what `heard` throws is reported and stops nothing.
   *
   * @param pattern A topic in which `*` stands for one name, and `>` at the end for one or more.
   * @throws {TypeError} when the pattern is not valid.
   */
  subscribe(pattern: string, heard: (message: BusMessage) => void): Subscription
  close(): Promise<void>
}

export interface Subscription {
  /** Resolves when messages are heard from now on. */
  readonly listening: Promise<void>
  stop(): void
}

/** Thrown when the bus does not answer. It may be published again; nothing depends on its being heard. */
export class BusUnavailableError extends BotError {
  override readonly name = 'BusUnavailableError'
  readonly code = 'bus_unavailable'
  readonly userMessage = 'My message bus does not answer. Your request is recorded; updates may arrive late.'
}
