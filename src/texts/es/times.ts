import type { Texts } from '../texts.ts'

export const times: Texts['times'] = {
  justNow: 'ahora mismo',
  minutesAgo: ({ count }) => `hace ${count} min`,
  hoursAgo: ({ count }) => `hace ${count} h`,
  daysAgo: ({ count }) => `hace ${count} días`,
  ago: ({ time }) => `hace ${time}`,
  days: ({ count }) => (count === 1 ? '1 día' : `${count} días`),
}
