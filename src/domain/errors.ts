/**
 * A fault that reaches a person. `message` and `cause` go to the log with the correlation id; `userMessage` goes to the
 * thread: one clear sentence with what to do. Ordinary endings (not found, declined, expired) are values instead.
 */
export abstract class BotError extends Error {
  abstract readonly code: string
  abstract readonly userMessage: string
}
