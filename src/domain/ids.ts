/**
 * Who and where, as opaque strings that begin with the platform's name and a colon. Only the platform's adapter reads
 * what follows: `slack:U123`, `discord:987654321`, `terminal:you`.
 */
export type UserId = string
/** A role or user group of a platform: `slack:S0DEPLOY`, `discord:role:42`. */
export type GroupId = string
/** Where a conversation takes place: a thread, a direct-message channel, or a channel itself. */
export type ThreadId = string
/** A message the bot has posted, as its platform finds it again. */
export type MessageRef = string
/** One id from the first message to the last reply: on every event, job and log line. */
export type CorrelationId = string

export type ServiceId = string
export type EnvironmentId = string
/** A background task as people name it: `TASK-7`. */
export type TaskId = `TASK-${number}`
/** A full commit id, 40 hex digits. */
export type Sha = string

/** The platform an id belongs to: `slack` for `slack:U123`. */
export function platformOf(id: UserId | ThreadId | GroupId | MessageRef): string {
  return id.slice(0, id.indexOf(':'))
}
