/** How long ago, and how many days. */
export const times = {
  justNow: 'just now',
  minutesAgo: ({ count }: { count: number }) => `${count} min ago`,
  hoursAgo: ({ count }: { count: number }) => `${count} h ago`,
  daysAgo: ({ count }: { count: number }) => `${count} days ago`,
  /** @param time `3 min 5 s`. */
  ago: ({ time }: { time: string }) => `${time} ago`,
  days: ({ count }: { count: number }) => (count === 1 ? '1 day' : `${count} days`),
}
