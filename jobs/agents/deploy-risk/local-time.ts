/** When something happens, as the people there see it. */
export interface LocalTime {
  /** From 0, Sunday, to 6. */
  readonly weekday: number
  /** From 0 to 23. */
  readonly hour: number
  /** `Friday, after 17:00`: facts are of the whole hour, so that they stay the same for a while. */
  readonly text: string
  /** Whether the people's own zone is known; the time is UTC otherwise. */
  readonly isTheirs: boolean
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** @param timeZone An IANA name; one that does not exist counts as not known. */
export function localTime(at: string, timeZone: string | undefined): LocalTime {
  const zone = knownZone(timeZone)
  const parts = formatter(zone ?? 'UTC').formatToParts(new Date(at))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? ''
  const weekday = part('weekday')
  return {
    weekday: WEEKDAYS.indexOf(weekday),
    hour: Number(part('hour')),
    text: `${weekday}, after ${part('hour')}:${part('minute')}${zone === undefined ? ' UTC' : ''}`,
    isTheirs: zone !== undefined,
  }
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}

function knownZone(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined) return undefined
  try {
    formatter(timeZone)
    return timeZone
  } catch {
    return undefined
  }
}

const SATURDAY = 6
const FRIDAY = 5
const FRIDAY_EVENING_HOUR = 15
const MORNING_HOUR = 7
const EVENING_HOUR = 18

/** Whether those who could fix something are likely to be at home, or soon will be. */
export function isOutOfHours({ weekday, hour }: LocalTime): boolean {
  const weekend = weekday === 0 || weekday === SATURDAY
  const lateOnFriday = weekday === FRIDAY && hour >= FRIDAY_EVENING_HOUR
  return weekend || lateOnFriday || hour < MORNING_HOUR || hour >= EVENING_HOUR
}
