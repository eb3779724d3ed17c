/** What people say word for word about their own accounts. */
export type AccountWords =
  | { readonly kind: 'console' | 'link' | 'unlink' | 'tokens' | 'create-token' }
  | { readonly kind: 'link-code'; readonly code: string }
  | { readonly kind: 'revoke-token'; readonly name: string }

const CALLS = /^(?:<@[^>]*>|@?shipmate)[:,]?\s+/i
const COURTESY = /^(?:please|bitte|por favor),?\s+/i

const CONSOLE = /^(?:(?:open )?(?:the )?console|(?:öffne )?(?:die )?konsole|(?:abre )?(?:la )?consola)$/i

const LINK = /^(?:link|verknüpfe|vincula)$/i
const LINK_CODE = /^(?:link|verknüpfe|vincula) ([0-9a-f]{44})$/i
const UNLINK = /^(?:unlink|trenne|desvincula)$/i

const TOKENS =
  /^(?:(?:(?:show|list) )?(?:me )?(?:my )?tokens|(?:(?:zeige?|liste) )?(?:mir )?(?:meine )?tokens?|(?:(?:muestra|muéstrame|lista) )?(?:mis )?tokens)$/i
const CREATE_TOKEN =
  /^(?:(?:create|make) (?:a |me a )?(?:new )?token|new token|(?:erstelle?|erzeuge?) (?:ein )?(?:neues )?token|neues token|(?:crea|créame|genera) un (?:nuevo )?token|nuevo token)$/i
const REVOKE_TOKEN =
  /^(?:revoke (?:the |my )?token|widerrufe? (?:das |mein )?token|revoca (?:el |mi )?token) [“”"'„«]?(.{1,60}?)[“”"'»]?$/iu

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
  if (CREATE_TOKEN.test(said)) return { kind: 'create-token' }
  if (TOKENS.test(said)) return { kind: 'tokens' }
  const name = REVOKE_TOKEN.exec(said)?.[1]
  if (name !== undefined) return { kind: 'revoke-token', name }
  if (LINK.test(said)) return { kind: 'link' }
  return UNLINK.test(said) ? { kind: 'unlink' } : undefined
}
