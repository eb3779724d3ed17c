import type { IncomingHttpHeaders } from 'node:http'

/** The console as a browser sees it. */
export interface ConsoleSite {
  readonly origin: string
  readonly cookie: string
  readonly isSecure: boolean
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(?<port>\d{1,5}))?$/i
/** Browsers take a cookie of this name by https alone, and for this host alone. */
const SECURE_COOKIE = '__Host-shipmate'

/**
 * The sites that a request may belong to: that of `http.url`, and this machine's own. There is none where a cookie would
 * cross a network in clear.
 * @param url The address in `http.url`; undefined where there is none.
 */
export function sitesOf({ host }: Pick<IncomingHttpHeaders, 'host'>, url: string | undefined): readonly ConsoleSite[] {
  const own = LOOPBACK.exec(host ?? '')
  return [
    ...(url?.startsWith('https:') ? [{ origin: new URL(url).origin, cookie: SECURE_COOKIE, isSecure: true }] : []),
    // Cookies do not tell ports apart, so the name does: two bots on one machine do not sign each other out.
    ...(own
      ? [{ origin: `http://${own[0].toLowerCase()}`, cookie: `shipmate-${own.groups?.port ?? 80}`, isSecure: false }]
      : []),
  ]
}

/** Whether a page of the site sends a request, as its browser says. What is no browser says nothing, and does not count. */
export function isFromPageOf(headers: IncomingHttpHeaders, { origin }: ConsoleSite): boolean {
  if (headers.origin !== undefined) return headers.origin.toLowerCase() === origin
  return headers['sec-fetch-site'] === 'same-origin'
}
