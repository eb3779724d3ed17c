/**
 * What Slack accepts. Measured limits are kept a little below where messages were refused.
 * Blocks: https://docs.slack.dev/reference/block-kit/blocks
 */

/** Blocks in one message. */
export const BLOCKS_IN_MESSAGE = 50

/** Characters in one text of a block. Documented for sections; rich text has no documented limit of its own. */
export const CHARS_IN_BLOCK = 3_000

/** Characters of a header block. */
export const CHARS_IN_HEADER = 150

/** Fields in one section, and characters in one of them. */
export const FIELDS_IN_SECTION = 10
export const CHARS_IN_FIELD = 2_000

/** Characters in one element of a context block, which is the small line under a card. */
export const CHARS_IN_CONTEXT = 2_000

/** Elements in one actions block. Nobody reads more buttons than that, so a message has no more either. */
export const BUTTONS_IN_MESSAGE = 25

/** Characters on a button. */
export const CHARS_ON_BUTTON = 75

/** Options of a select menu, and of an overflow menu, which opens behind "…" and takes no fewer than two. */
export const OPTIONS_IN_MENU = 100
export const OPTIONS_IN_OVERFLOW = { min: 2, max: 5 } as const

/** Characters of an option, and of what it hands back. https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const CHARS_IN_OPTION = 75
export const CHARS_IN_OPTION_VALUE = 150

/** Characters of the words that a select menu shows before anything is chosen. */
export const CHARS_IN_PLACEHOLDER = 150

/** Characters of a confirm dialog. https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const CHARS_IN_CONFIRM = { title: 100, text: 300, button: 30 } as const

/** A table block: rows with its head, columns, and characters of all cells of a message together; one table a message. */
export const ROWS_IN_TABLE = 100
export const COLUMNS_IN_TABLE = 20
export const CHARS_IN_TABLE = 10_000

/**
 * A chart block. Its page names 6 series where other readings took 12; the stricter is kept. That a message takes two is
 * documented nowhere. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export const CHARTS_IN_MESSAGE = 2
export const CHARS_IN_CHART_TITLE = 50
export const CHARS_IN_CHART_LABEL = 20
export const SERIES_IN_CHART = 6
export const CATEGORIES_IN_CHART = 20

/** Characters that say what an image shows, for those who cannot see it. */
export const CHARS_IN_ALT_TEXT = 2_000

/** Characters of an address behind a link. */
export const CHARS_IN_URL = 3_000

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
