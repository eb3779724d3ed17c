const LINK = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>]{1,2000}|\bwww\.[^\s<>]{1,2000}/gi

/** What a model has worded, without links: it may have been given one to pass on, and chat platforms make them live. */
export function withoutLinks(text: string): string {
  return text.replace(LINK, '(link left out)')
}

const BEGINNING = /\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\./gi

/** A piece of a log in a sentence of ours: where it points stays to be read, and is nothing to click on. */
export function withDeadLinks(text: string): string {
  return text.replace(BEGINNING, '')
}
