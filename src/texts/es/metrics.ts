import type { Texts } from '../texts.ts'

export const metrics: Texts['metrics'] = {
  names: { 'error rate': 'tasa de errores', latency: 'latencia', traffic: 'tráfico', availability: 'disponibilidad' },
  title: ({ metric, service, time }) => `${metric} de ${service} (${time})`,
  noRequests: 'sin peticiones',
  requests: ({ count, number }) => (count === 1 ? `${number} petición` : `${number} peticiones`),
  errorRate: ({ share, requests, errors }) => `falló el ${share} de ${requests} (${errors})`,
  availability: ({ share, requests }) => `el ${share} de ${requests} se respondió sin error`,
  traffic: ({ requests, perMinute }) => `${requests}, ${perMinute} por minuto`,
  andHealth: ({ figures, health }) => `${figures}; ahora ${health}`,
  unknown: ({ why }) => `no se conocen las peticiones: ${why}`,
  none: ({ service }) => `No hay métricas: nada mide el tráfico de ${service}.`,
  notMeasured: ({ metric, howCounted, names }) =>
    `No mido ${metric}: solo veo peticiones (contadas: ${howCounted}). Pregúntame por ${names}.`,
  counted: ({ howCounted, time }) => `Contado ${howCounted} hasta las ${time}.`,
  countedByHour: ({ howCounted, time }) => `Contado ${howCounted}, por horas, hasta las ${time}.`,
  startAt: ({ time }) => `Las cifras empiezan el ${time}.`,
  rates: {
    from: 'Desde',
    title: ({ service }) => `Tasa de errores de ${service}`,
    unit: '% de las peticiones',
    alt: ({ service, environment, last, least, most, deployed }) =>
      `La tasa de errores de ${service} en ${environment} estuvo entre ${least} y ${most}, al final ${last}${deployed === 0 ? '' : `; ${deployed === 1 ? 'hay 1 despliegue marcado' : `hay ${deployed} despliegues marcados`}`}.`,
  },
  budget: {
    title: ({ service }) => `Presupuesto de errores de ${service}`,
    titleFor: ({ service, time }) => `Presupuesto de errores de ${service} (${time})`,
    noObjective: ({ service }) =>
      `${service} no tiene objetivo, así que no hay presupuesto de errores. Define uno en shipmate.yaml, bajo ${service} en services: «objective: { availability: 99.5, days: 28 }».`,
    noneSet: 'no hay ningún objetivo definido',
    objective: ({ objective }) => `objetivo: ${objective}`,
    over: ({ share, days }) => `${share} en ${days}`,
    notKnown: ({ why }) => `Ahora no hay cifras: ${why}`,
    noFigures: 'no hay cifras: nada cuenta sus peticiones',
    reached: ({ share, objective }) => `alcanzado: ${share}, objetivo: ${objective}`,
    inLastHour: ({ burn }) => `en la última hora: ${burn}`,
    tooFew: ({ requests, enough }) =>
      `demasiado pocas peticiones para saber cuánto queda del presupuesto de errores (${requests} de las ${enough} necesarias)`,
    spent: ({ errors, requests, allowed }) =>
      `el presupuesto de errores está agotado (fallaron ${errors} de ${requests} peticiones, permitidas: ${allowed})`,
    left: ({ share, errors, requests, allowed }) =>
      `queda el ${share} del presupuesto de errores (fallaron ${errors} de ${requests} peticiones, permitidas: ${allowed})`,
    noErrors: 'sin errores',
    burnRate: ({ rate, days }) => `ritmo de consumo ${rate} (1 agota el presupuesto en ${days})`,
  },
}
