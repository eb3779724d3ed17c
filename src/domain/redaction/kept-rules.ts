import { rules } from '@secretlint/secretlint-rule-preset-recommend'
import type { Span } from './span.ts'

/**
 * Secretlint's rules, which its makers keep up with the services. They are called one by one, since its own engine answers
 * later, and a log line cannot wait.
 */
const RULES: readonly Rule[] = rules

/** What is used of a rule of Secretlint's. */
interface Rule {
  readonly meta: { readonly id: string }
  create(context: RuleContext, options: object): { file(source: Source): unknown }
}
interface RuleContext {
  readonly sharedOptions: object
  createTranslator(): (messageId: string) => object
  report(found: { readonly range: readonly [from: number, to: number] }): void
  ignore(): void
}
interface Source {
  readonly content: string
  readonly filePath: string
  readonly ext: string
  readonly contentType: 'text'
}

/** Ours find more of the same (URLs, keys), or leave the name standing; comments in a text must not switch rules off. */
const LEFT_OUT = /-(?:aws|npm|basicauth|database-connection-string|privatekey|gcp|filter-comments)$/
const CHOSEN = RULES.filter(({ meta }) => !LEFT_OUT.test(meta.id))

/** Every one of those rules looks for a run of at least so many of these. */
const COULD_BE_TOKEN = /[\w-]{20}/

/** Finds tokens of well-known services. */
export function findTokens(text: string): readonly Span[] {
  if (!COULD_BE_TOKEN.test(text)) return []
  const found: Span[] = []
  const context: RuleContext = {
    sharedOptions: {},
    createTranslator: () => (messageId) => ({ messageId }),
    report: ({ range: [from, to] }) => void found.push({ from, to }),
    ignore: () => {},
  }
  const source: Source = { content: text, filePath: '', ext: '', contentType: 'text' }
  for (const rule of CHOSEN) rule.create(context, {}).file(source)
  return found
}
