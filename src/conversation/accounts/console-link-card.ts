import type { Card } from '../../domain/card.ts'
import type { ConsoleLink } from '../../ports/account-desk.ts'
import type { Texts } from '../../texts/texts.ts'

export function consoleLinkCard({ url, minutes, isOnlyHere }: ConsoleLink, { accounts }: Texts): Card {
  const { title, open, once, onlyHere } = accounts.console
  return {
    tone: 'neutral',
    blocks: [{ kind: 'fields', fields: [{ label: title, value: open, url }] }],
    footnote: [once({ minutes }), ...(isOnlyHere ? [onlyHere] : [])].join(' '),
  }
}
