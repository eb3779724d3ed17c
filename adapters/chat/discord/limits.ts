/**
 * What Discord accepts, from its developer documentation: resources/message (content, nonce),
 * components/reference (components, text displays, menus), resources/channel (thread names), interactions (commands, deadlines).
 * Lengths are counted here in UTF-16 units, which is never fewer than the characters Discord counts.
 */
export const COMPONENTS_PER_MESSAGE = 40
/** Over all text displays of a message. */
export const MESSAGE_TEXT = 4_000
/** In UTF-8, over all text displays and with so much more for each: above it Discord answers 500 (discord-api-docs issue 8554). */
export const MESSAGE_BYTES = 10_170
export const TEXT_OVERHEAD_BYTES = 12
export const BUTTONS_PER_ROW = 5
export const BUTTON_LABEL = 80
/** What a component is known by, in characters. */
export const CUSTOM_ID = 100
/** Of a select menu: its options, what one of them says, and what stands in it before anything is chosen. */
export const MENU_OPTIONS = 25
export const OPTION_LABEL = 100
export const PLACEHOLDER = 150
/** What a picture says to those who cannot see it. */
export const ALT_TEXT = 1_024
/** Of a component, which is a 32-bit integer with a sign. */
export const LARGEST_COMPONENT_ID = 2_147_483_647
/** Of a message without the newer components: rows of buttons under it. */
export const CLASSIC_ROWS = 5
/** How a command's text is echoed; the whole message may hold no more. */
export const MESSAGE_CONTENT = 2_000
/** Of `nonce`, in characters. */
export const NONCE = 25
export const THREAD_NAME = 100
/** Messages that one read of a channel's history returns at most. */
export const HISTORY_PAGE = 100
export const CHOICES_PER_AUTOCOMPLETE = 25
export const CHOICE_NAME = 100

/**
 * An interaction must be answered within 3 seconds or its token dies and the person reads "This interaction failed".
 * The rest of those 3 s is for the way to Discord.
 */
export const ACKNOWLEDGE_AFTER_MS = 2_000
/** The sign that the bot types lasts 10 seconds; after a minute of it nobody believes it. */
export const TYPING_EVERY_MS = 8_000
export const TYPING_AT_MOST_MS = 60_000
/** For the first answer and what it takes to get it through, in the same 3 s. */
export const ANSWER_WITHIN_MS = 2_800
/** How long a silent thread stays in the channel's list. One of Discord's four choices, open to every server. */
export const THREAD_ARCHIVE_MINUTES = 1_440

/** Of a modal: its title, a field's label and the small line below it, text that is shown in it, and what may be typed. */
export const FORM_TITLE = 45
export const FORM_LABEL = 45
export const FORM_HINT = 100
export const FORM_NOTE = 2_000
export const FORM_TYPED = 4_000

/** Members that one page of a server's list holds at most, and so many pages as are read: nobody messages more people. */
export const MEMBERS_PER_PAGE = 1_000
export const MEMBER_PAGES = 10
