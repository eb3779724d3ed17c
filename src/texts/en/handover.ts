/** Handing over what somebody has open. */
export const handover = {
  title: ({ by }: { by: string }) => `Handover from ${by}`,
  /** @param to The name of whoever may take it over. */
  offered: ({ to }: { to: string }) => `${to} can take this over:`,
  effect: ({ to, by }: { to: string; by: string }) =>
    `Then I tell ${to} how it ends, and ${to} can stop it. Neither ${to} nor ${by} can approve it.`,
  besides: ({ by }: { by: string }) => `Also open, and still with ${by}:`,
  takeOver: 'Take over',
  until: ({ time }: { time: string }) => `Open until ${time}.`,
  expired: 'Nobody took it over in time. Everything stays as it was.',
  withdrawn: ({ by }: { by: string }) => `${by} took this offer back. Everything stays as it was.`,
  taken: ({ to, things }: { to: string; things: string }) => `${to} took over ${things}.`,
  nothingTaken: ({ to }: { to: string }) => `${to} took over nothing.`,
  stays: {
    'no-right': ({ what, to }: { what: string; to: string }) => `${what} stays with you: ${to} may not do that there.`,
    approved: ({ what, to }: { what: string; to: string }) => `${what} stays with you: ${to} has approved it.`,
    over: ({ what }: { what: string }) => `${what} has ended, or somebody else has it by now.`,
  },
  takenFrom: ({ by, to }: { by: string; to: string }) => `${by}, taken over by ${to}`,
  sent: ({ to, things }: { to: string; things: string }) => `I asked ${to} to take over ${things}.`,
  nothing: 'You have nothing open that can be handed over.',
  nothingHere: 'You have nothing open in this thread. Name a task, or say “hand over everything to @name”.',
  notYours: ({ names }: { names: string }) => `I cannot hand over ${names}: it has ended, or it is not yours.`,
  unknown: ({ name }: { name: string }) => `I do not know who ${name} is. Mention them with @.`,
  yourself: 'That is you: you have it already.',
  onlyPeople: 'Only a person can hand over what they have open.',
  tooMany: ({ count }: { count: number }) => `${count} more are open. Ask again once these are taken over.`,
  onlyFor: ({ to }: { to: string }) => `Only ${to} can take this over.`,
  noRight: 'You may do none of this there, so you cannot take it over.',
  already: ({ to }: { to: string }) => `${to} has taken this over already.`,
  besidesOf: {
    schedule: ({ task, title }: { task: string; title: string }) => `${task}: ${title}`,
    change: ({ change, title }: { change: string; title: string }) => `${change}: ${title}`,
    lock: ({ lock, places }: { lock: string; places: string }) => `${lock}: a lock on ${places}`,
    confirmation: ({ title }: { title: string }) => `A question to confirm: ${title}. To do it, ask for it yourself.`,
  },
}
