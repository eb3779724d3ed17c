/** What people say word for word about their own accounts. */
export type AccountWords = { readonly kind: 'console' }

const CALLS = /^(?:<@[^>]*>|@?shipmate)[:,]?\s+/i
const COURTESY = /^(?:please|bitte|por favor),?\s+/i

const CONSOLE = /^(?:(?:open )?(?:the )?console|(?:öffne )?(?:die )?konsole|(?:abre )?(?:la )?consola)$/i

/** Reads them; undefined for everything else. Nothing is likened to them, since what they lead to is about rights. */
export function accountWords(text: string): AccountWords | undefined {
  const said = text
    .trim()
    .replace(CALLS, '')
    .replace(COURTESY, '')
    .replace(/[.!]+$/, '')
    .trim()
  return CONSOLE.test(said) ? { kind: 'console' } : undefined
}
