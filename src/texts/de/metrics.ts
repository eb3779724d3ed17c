import type { Texts } from '../texts.ts'

export const metrics: Texts['metrics'] = {
  names: { 'error rate': 'Fehlerrate', latency: 'Latenz', traffic: 'Traffic', availability: 'Verfügbarkeit' },
  title: ({ metric, service, time }) => `${metric} von ${service} (${time})`,
  noRequests: 'keine Anfragen',
  requests: ({ count, number }) => (count === 1 ? `${number} Anfrage` : `${number} Anfragen`),
  errorRate: ({ share, requests, errors }) => `${share} von ${requests} fehlgeschlagen (${errors})`,
  availability: ({ share, requests }) => `${share} von ${requests} ohne Fehler beantwortet`,
  traffic: ({ requests, perMinute }) => `${requests}, ${perMinute} pro Minute`,
  andHealth: ({ figures, health }) => `${figures}; jetzt ${health}`,
  unknown: ({ why }) => `Anfragen sind nicht bekannt: ${why}`,
  none: ({ service }) => `Es gibt keine Metriken: Nichts misst den Traffic von ${service}.`,
  notMeasured: ({ metric, howCounted, names }) =>
    `${metric} messe ich nicht: Ich sehe nur Anfragen (gezählt: ${howCounted}). Frag mich nach ${names}.`,
  counted: ({ howCounted, time }) => `Gezählt ${howCounted} bis ${time}.`,
  countedByHour: ({ howCounted, time }) => `Gezählt ${howCounted}, stundenweise, bis ${time}.`,
  startAt: ({ time }) => `Die Zahlen beginnen um ${time}.`,
  rates: {
    from: 'Ab',
    title: ({ service }) => `Fehlerrate von ${service}`,
    unit: '% der Anfragen',
    alt: ({ service, environment, last, least, most, deployed }) =>
      `Die Fehlerrate von ${service} auf ${environment} lag zwischen ${least} und ${most}, zuletzt bei ${last}${deployed === 0 ? '' : `; ${deployed} ${deployed === 1 ? 'Deployment ist' : 'Deployments sind'} markiert`}.`,
  },
  budget: {
    title: ({ service }) => `Fehlerbudget von ${service}`,
    titleFor: ({ service, time }) => `Fehlerbudget von ${service} (${time})`,
    noObjective: ({ service }) =>
      `${service} hat kein Ziel, also auch kein Fehlerbudget. Setz eins in shipmate.yaml, unter ${service} in services: „objective: { availability: 99.5, days: 28 }“.`,
    noneSet: 'kein Ziel gesetzt',
    objective: ({ objective }) => `Ziel: ${objective}`,
    over: ({ share, days }) => `${share} über ${days}`,
    notKnown: ({ why }) => `Gerade gibt es keine Zahlen: ${why}`,
    noFigures: 'es gibt keine Zahlen: Nichts zählt die Anfragen',
    reached: ({ share, objective }) => `erreicht: ${share}, Ziel: ${objective}`,
    inLastHour: ({ burn }) => `in der letzten Stunde: ${burn}`,
    tooFew: ({ requests, enough }) =>
      `zu wenige Anfragen, um zu sagen, wie viel vom Fehlerbudget übrig ist (${requests} von ${enough} nötigen)`,
    spent: ({ errors, requests, allowed }) =>
      `das Fehlerbudget ist aufgebraucht (${errors} von ${requests} Anfragen fehlgeschlagen, ${allowed} erlaubt)`,
    left: ({ share, errors, requests, allowed }) =>
      `${share} vom Fehlerbudget sind übrig (${errors} von ${requests} Anfragen fehlgeschlagen, ${allowed} erlaubt)`,
    noErrors: 'keine Fehler',
    burnRate: ({ rate, days }) => `Burn-Rate ${rate} (1 verbraucht das Budget in: ${days})`,
  },
}
