/** What a status says of the one who asks, or of what was asked for; undefined for any other. */
export function refusedBy(status: number | undefined): 'bad-token' | 'forbidden' | 'not-found' | undefined {
  switch (status) {
    case 401:
      return 'bad-token'
    case 403:
      return 'forbidden'
    // What was renamed is another one until somebody says so.
    case 301:
    case 302:
    case 307:
    case 308:
    case 404:
    case 410:
      return 'not-found'
    default:
      return undefined
  }
}
