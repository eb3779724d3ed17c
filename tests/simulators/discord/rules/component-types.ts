/** Numbers of Discord's component types. */
export const ROW = 1
export const BUTTON = 2
export const STRING_SELECT = 3
export const TEXT_INPUT = 4
export const SECTION = 9
export const TEXT = 10
export const THUMBNAIL = 11
export const GALLERY = 12
export const FILE = 13
export const SEPARATOR = 14
export const CONTAINER = 17
export const LABEL = 18
/** Of strings, users, roles, mentionables and channels. */
export const SELECTS: readonly number[] = [STRING_SELECT, 5, 6, 7, 8]
/** File upload, radio group, checkbox group, checkbox: only in modals. */
export const MODAL_ONLY: readonly number[] = [TEXT_INPUT, 19, 21, 22, 23]
export const LINK_STYLE = 5
