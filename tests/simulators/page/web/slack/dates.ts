const SECOND_MS = 1_000

/** Slack's tokens in a date, each in the time zone of whoever looks. */
const TOKENS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
}

/** @param timestamp Seconds since 1970. @param format As `{date_short} at {time}`. */
export function dated(timestamp: number, format: string): string {
  const at = new Date(timestamp * SECOND_MS)
  return format.replaceAll(/\{(\w+)\}/g, (whole, token: string) => {
    const options = TOKENS[token.replace('_pretty', '')]
    return options ? at.toLocaleString('en-GB', options) : whole
  })
}
