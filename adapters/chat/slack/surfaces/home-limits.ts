/** Blocks in a Home tab or modal. https://docs.slack.dev/surfaces/app-home */
export const BLOCKS_AT_HOME = 100

/** A page that was opened longer ago is closed, or is opened again before anybody reads it. */
export const LOOKED_AT_MS = 60 * 60 * 1_000

/** Changes within this time are published together. */
export const REFRESH_AFTER_MS = 1_000
/** `views.publish` may be called 100 times a minute: so often the pages of so many people, and as many again for presses. */
export const REFRESH_EVERY_MS = 15_000
export const REFRESHED_AT_A_TIME = 12

/** Of so many people it is remembered that they have their page open. */
export const PAGES_REMEMBERED = 1_000

/** A sentence about a press stands at the top of the page for so long. */
export const NOTICE_SHOWN_MS = 60_000
