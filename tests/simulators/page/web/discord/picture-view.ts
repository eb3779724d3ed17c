import { html, type Shown } from '../html.ts'
import { safeUrl } from '../shared/safe-url.ts'
import type { Media } from './components.ts'

/** A picture that the bot has attached; those of other hosts are not fetched, since the page asks its own origin alone. */
export function pictureView(media: Media | undefined, description = ''): Shown {
  const { pathname = '' } = media && URL.canParse(media.url) ? new URL(media.url) : {}
  if (!pathname.startsWith('/attachments/'))
    return html`<a href=${safeUrl(media?.url ?? '')} target="_blank" rel="noreferrer">${description || 'picture'}</a>`
  const own = `/discord${pathname}`
  return html`<a href=${own} target="_blank"><img src=${own} alt=${description} /></a>`
}
