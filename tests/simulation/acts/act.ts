import type { Mailbox } from '../world/mailbox.ts'
import type { World } from '../world/world.ts'

/** Something that people do, or that befalls the bot. What follows from it happens when the world settles. */
export type Act = (world: World, mailbox: Mailbox) => void | Promise<void>
