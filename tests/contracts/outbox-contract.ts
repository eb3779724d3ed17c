import { drafts } from './outbox/drafts.ts'
import { givenUp } from './outbox/given-up.ts'
import { narrating } from './outbox/narrating.ts'
import { type OpenOutbox, openedOutbox } from './outbox/opened-outbox.ts'
import { parts } from './outbox/parts.ts'
import { tries } from './outbox/tries.ts'
import { whatIsTaken } from './outbox/what-is-taken.ts'
import { withinRoom } from './outbox/within-room.ts'

/** What every outbox keeps to, theme by theme. */
export function outboxContract(open: OpenOutbox): void {
  const box = openedOutbox(open)
  for (const theme of [narrating, whatIsTaken, withinRoom, tries, drafts, parts, givenUp]) theme(box)
}
