/**
 * What Slack accepts. Measured limits are kept a little below where messages were refused.
 * Blocks: https://docs.slack.dev/reference/block-kit/blocks
 */

/** Blocks in one message. */
export const BLOCKS_IN_MESSAGE = 50

/** Characters in one text of a block. Documented for sections; rich text has no documented limit of its own. */
export const CHARS_IN_BLOCK = 3_000

/** As many characters as a header block takes. */
export const CHARS_IN_TITLE = 150

/** Elements in one actions block. Nobody reads more buttons than that, so a message has no more either. */
export const BUTTONS_IN_MESSAGE = 25

/** Characters on a button. */
export const CHARS_ON_BUTTON = 75

/**
 * Characters of a whole message. Not documented: `msg_blocks_too_long` was seen at 13,200 and once at 11,341.
 * https://github.com/slackapi/bolt-js/issues/2509, https://github.com/slackapi/bolt-js/issues/2867
 */
export const CHARS_IN_MESSAGE = 11_000

/** Characters of the text beside the blocks. Slack asks for at most 4,000 and cuts at 40,000. */
export const CHARS_IN_FALLBACK = 3_000

/** Messages asked for at once when looking one up; Slack recommends no more than 200. */
export const MESSAGES_IN_PAGE = 200

/** Slack takes an event, command or press as failed when it is not acknowledged within this time. */
export const SLACK_WAITS_MS = 3_000
/** Half a second of that is for the way. */
export const ACKNOWLEDGE_WITHIN_MS = 2_500

/**
 * Characters of a modal's title and of its two buttons, of a label or hint in it, and of what may be typed into one of its
 * inputs. https://docs.slack.dev/reference/views/modal-views
 */
export const CHARS_IN_FORM_HEADING = 24
export const CHARS_IN_FORM_LABEL = 2_000
export const CHARS_TYPED_IN_FORM = 3_000

/** A trigger opens a modal within three seconds of the press; Slack's answer must be there before the press is acknowledged. */
export const OPEN_FORM_WITHIN_MS = 2_000
