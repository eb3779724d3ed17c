import type { Page } from './page.ts'

/** How long `g` waits for its letter. */
const LETTER_WITHIN_MS = 1_500

/** What a key does, given whether `g` was pressed just before. */
export type KeyMeaning =
  | { readonly kind: 'waits' }
  | { readonly kind: 'goes'; readonly page: string }
  | { readonly kind: 'writes' }
  | { readonly kind: 'helps' }
  | { readonly kind: 'nothing' }

export function meaningOf(key: string, afterG: boolean, pages: readonly Pick<Page, 'id' | 'letter'>[]): KeyMeaning {
  if (afterG) {
    const page = pages.find(({ letter }) => letter === key)
    return page ? { kind: 'goes', page: page.id } : { kind: 'nothing' }
  }
  if (key === 'g') return { kind: 'waits' }
  if (key === '/') return { kind: 'writes' }
  if (key === '?') return { kind: 'helps' }
  return { kind: 'nothing' }
}

/** Listens to the keys that mean something outside fields. Returns how to stop. */
export function listenToKeys(
  pages: readonly Page[],
  act: (meaning: Exclude<KeyMeaning, { kind: 'waits' | 'nothing' }>) => void,
): () => void {
  let gAt = Number.NEGATIVE_INFINITY
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const meaning = meaningOf(event.key, event.timeStamp - gAt < LETTER_WITHIN_MS, pages)
    gAt = meaning.kind === 'waits' ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (meaning.kind === 'waits' || meaning.kind === 'nothing') return
    event.preventDefault()
    act(meaning)
  }
  addEventListener('keydown', pressed)
  return () => removeEventListener('keydown', pressed)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]') !== null
}
