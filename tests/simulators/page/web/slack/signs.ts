/** What the assistant is doing in a channel, by thread. @param statuses By `channel:thread`. */
export function signsIn(statuses: Readonly<Record<string, string>>, channel: string): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(statuses).flatMap(([place, status]) => {
      const [of, thread = ''] = place.split(':')
      return of === channel && status !== '' ? [[thread, `Shipmate ${status}`] as const] : []
    }),
  )
}
