import type { Texts } from '../texts.ts'

export const times: Texts['times'] = {
  justNow: 'gerade eben',
  minutesAgo: ({ count }) => `vor ${count} min`,
  hoursAgo: ({ count }) => `vor ${count} h`,
  daysAgo: ({ count }) => `vor ${count} Tagen`,
  ago: ({ time }) => `vor ${time}`,
  days: ({ count }) => (count === 1 ? '1 Tag' : `${count} Tage`),
}
