/** What people say word for word about their own accounts. */
export type AccountWords =
  | { readonly kind: 'console' | 'link' | 'unlink' }
  | { readonly kind: 'link-code'; readonly code: string }

const CALLS = /^(?:<@[^>]*>|@?shipmate)[:,]?\s+/i
const COURTESY = /^(?:please|bitte|por favor),?\s+/i

const CONSOLE = /^(?:(?:open )?(?:the )?console|(?:öffne )?(?:die )?konsole|(?:abre )?(?:la )?consola)$/i

const LINK = /^(?:link|verknüpfe|vincula)$/i
const LINK_CODE = /^(?:link|verknüpfe|vincula) ([0-9a-f]{44})$/i
const UNLINK = /^(?:unlink|trenne|desvincula)$/i

/** Reads them; undefined for everything else. Nothing is likened to them, since what they lead to is about rights. */
export function accountWords(text: string): AccountWords | undefined {
  const said = text
    .trim()
    .replace(CALLS, '')
    .replace(COURTESY, '')
    .replace(/[.!]+$/, '')
    .trim()
  if (CONSOLE.test(said)) return { kind: 'console' }
  const code = LINK_CODE.exec(said)?.[1]
  if (code !== undefined) return { kind: 'link-code', code }
  if (LINK.test(said)) return { kind: 'link' }
  return UNLINK.test(said) ? { kind: 'unlink' } : undefined
}
