import { drafts } from './outbox/drafts.ts'
import { givenUp } from './outbox/given-up.ts'
import { narrating } from './outbox/narrating.ts'
import { type OpenedOutbox, type OpenOutbox, openedOutbox } from './outbox/opened-outbox.ts'
import { parts } from './outbox/parts.ts'
import { tries } from './outbox/tries.ts'
import { whatIsTaken } from './outbox/what-is-taken.ts'
import { withinRoom } from './outbox/within-room.ts'

/** What every outbox keeps to, theme by theme, and what some keep to besides. */
export function outboxContract(open: OpenOutbox, ...besides: readonly ((box: OpenedOutbox) => void)[]): void {
  const box = openedOutbox(open)
  for (const theme of [narrating, whatIsTaken, withinRoom, tries, drafts, parts, givenUp, ...besides]) theme(box)
}
