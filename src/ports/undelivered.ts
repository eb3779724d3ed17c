/** Why a message can never be delivered where it should go. The reasons stand in the outbox and the log. */
export const UNDELIVERED = [
  'message-deleted',
  'edit-refused',
  'channel-archived',
  'channel-gone',
  'not-in-channel',
  'not-allowed',
  'not-installed',
  'person-unreachable',
  'failed-too-often',
  'refused',
] as const
export type Undelivered = (typeof UNDELIVERED)[number]
