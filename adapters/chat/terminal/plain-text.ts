/** Colour codes, which build logs are full of, and titles or links that programs set: `ESC ] … BEL`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const HARMLESS_SEQUENCES = /\u001b\[[\d;:]*m|\u001b\][^\u0007\u001b\r\n]*(?:\u0007|\u001b\\)/g
const LINE_BREAKS = /\r\n|[\r\n\u0085\u2028\u2029]/g
/** Invisible characters and those that turn the writing direction: zero-width, overrides, joiners, selectors, tags. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Format}]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g
/** More marks on one letter than any script needs run into the lines above and below. */
const STACKED_MARKS = /(\p{Mark}{4})\p{Mark}+/gu

const TAB = '    '
const CONTROL_PICTURES = 0x2400

/**
 * Text as a terminal can show it without obeying it. Line breaks of every kind become `\n`, colours and invisible
 * characters go, and any other control character becomes a visible stand-in (`␛`), so that nobody's name or log line can
 * move the cursor, recolour, reorder or overwrite what stands on the screen.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(HARMLESS_SEQUENCES, '')
    .replace(LINE_BREAKS, '\n')
    .replace(INVISIBLE, '')
    .replace(CONTROLS, standIn)
    .replace(STACKED_MARKS, '$1')
}

/** The same on a single line, for titles, labels and table cells. */
export function oneLine(text: string): string {
  return plainText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim()
}

function standIn(control: string): string {
  const code = control.charCodeAt(0)
  if (control === '\t') return TAB
  if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code)
  return code === 0x7f ? '\u2421' : '\ufffd'
}
