/** A bound on what users get from a release, measured for a while after it went live. */
export interface Gate {
  readonly metric: 'error_rate' | 'latency' | 'traffic'
  readonly side: 'below' | 'above'
  /** A share from 0 to 1, milliseconds, or requests a minute. */
  readonly bound: number
  readonly minutes: number
}

/** What somebody attached to their approval. */
export interface Condition {
  readonly condition: string
  /** In their own words. */
  readonly text: string
  /** There where it can be measured; every other condition is ticked off by whoever asked, before the start. */
  readonly gate?: Gate
}

const METRICS = [
  ['error_rate', /\b(?:error rate|errors|fehlerrate|fehler|tasa de error(?:es)?|errores)\b/i],
  ['latency', /\b(?:latency|response time|p50|p95|latenz|antwortzeit|latencia|tiempo de respuesta)\b/i],
  ['traffic', /\b(?:traffic|requests|anfragen|tr[aá]fico|peticiones)\b/i],
] as const

const BELOW =
  /\b(?:under|below|less than|at most|no more than|unter|höchstens|weniger als|por debajo|menos de|menor)|[<≤]/i
const ABOVE = /\b(?:over|above|more than|at least|über|mindestens|mehr als|por encima|más de|al menos)|[>≥]/i

const TIME =
  /(?:\b(?:for|over|during|über|durante)\s+)?(\d+)\s*(minutes?|mins?|m|minuten?|minutos?|hours?|h|stunden?|horas?)(?=$|[\s,.])/i
const BOUND =
  /(\d+(?:[.,]\d+)?)\s*(%|percent|prozent|por ciento|ms|milliseconds|millisekunden|milisegundos|s\b|seconds|sekunden|segundos|)/i

const LONGEST_MINUTES = 24 * 60

/** Reads a condition that names a metric, a bound and a time; undefined for any other. */
export function gateIn(text: string): Gate | undefined {
  const metric = METRICS.find(([, words]) => words.test(text))?.[0]
  const time = TIME.exec(text)
  if (!metric || !time) return undefined
  const [said, count = '', unit = ''] = time
  const rest = text.replace(said, ' ')
  const [isBelow, isAbove] = [BELOW.test(rest), ABOVE.test(rest)]
  if (isBelow === isAbove) return undefined
  const side = isBelow ? 'below' : 'above'
  const bound = boundIn(rest, metric)
  const minutes = Number(count) * (/^(?:h|st)/i.test(unit) ? 60 : 1)
  if (bound === undefined || minutes < 1 || minutes > LONGEST_MINUTES) return undefined
  return { metric, side, bound, minutes }
}

/** The one number that is left, in the unit that the metric is measured in. */
function boundIn(text: string, metric: Gate['metric']): number | undefined {
  const numbers = [...text.replace(/\bp\d+\b/gi, ' ').matchAll(new RegExp(BOUND, 'gi'))]
  const [only, ...others] = numbers
  if (!only || others.length > 0) return undefined
  const [, digits = '', unit = ''] = only
  const value = Number(digits.replace(',', '.'))
  switch (metric) {
    case 'error_rate':
      return /^(?:%|p)/i.test(unit) && value <= 100 ? value / 100 : undefined
    case 'latency':
      if (/^m/i.test(unit)) return value
      return /^s/i.test(unit) ? value * 1000 : undefined
    case 'traffic':
      return unit === '' ? value : undefined
  }
}
