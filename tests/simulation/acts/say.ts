import { platformOf, type UserId } from '../../../src/domain/ids.ts'
import type { StructuredRequest } from '../../../src/domain/structured-request.ts'
import type { Mailbox } from '../world/mailbox.ts'

let said = 0

/** A thread for each account, as somebody who works on one thing has. */
export const threadOf = (user: UserId): string => user.replace(':', ':#').concat('/1')

export function say(mailbox: Mailbox, by: UserId, text: string, request?: StructuredRequest): void {
  const thread = threadOf(by)
  const number = ++said
  mailbox.send({
    kind: 'message',
    message: {
      keys: [`${platformOf(by)}:event:${number}`, `${thread}:${number}`],
      thread,
      by,
      addressed: request ? 'command' : 'mention',
      text,
      ...(request && { request }),
    },
  })
}

export function press(mailbox: Mailbox, by: UserId, button: string, thread: string) {
  const delivery = {
    kind: 'press',
    press: { keys: [`${platformOf(by)}:press:${++said}`], thread, by, button },
  } as const
  mailbox.send(delivery)
  return delivery
}
