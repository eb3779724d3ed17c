/** `12,000` */
export function whole(count: number): string {
  return count.toLocaleString('en')
}

/** `1 request`, `12,000 requests`, `no requests` */
export function requests(count: number): string {
  if (count === 0) return 'no requests'
  return count === 1 ? '1 request' : `${whole(count)} requests`
}

/** `1 error`, `48 errors` */
export function errors(count: number): string {
  return count === 1 ? '1 error' : `${whole(count)} errors`
}

/** `0.21 %`, with two digits that say something. */
export function percent(share: number): string {
  return `${(share * 100).toLocaleString('en', { maximumSignificantDigits: 2 })} %`
}

/** `2.1` */
export function times(ratio: number): string {
  return ratio.toLocaleString('en', { maximumSignificantDigits: 2 })
}

/** `120 ms`, `1.9 s` */
export function duration(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toLocaleString('en', { maximumSignificantDigits: 2 })} s`
  return `${ms.toLocaleString('en', { maximumSignificantDigits: ms < 100 ? 2 : 3 })} ms`
}
