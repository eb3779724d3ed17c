import type { Texts } from '../texts.ts'

export const several: Texts['several'] = {
  oneAtATime: ({ count }) => `Leo ${COUNTS[count] ?? count} peticiones y hago una cada vez; el resto espera aquí:`,
  tooMany: ({ count }) =>
    `Son ${count} peticiones. Hago una cada vez, así que pídelas de una en una, por favor. No se inició nada.`,
  joint: ', luego ',
  step: ({ service, environment, versions }) => `${service} en ${environment}: ${versions}`,
  between: {
    first: {
      label: 'Antes',
      whenHealthy: ({ service, environment }) => `el primero empieza cuando ${service} en ${environment} está sano`,
    },
    label: 'Entre medias',
    whenLive: 'cada uno empieza cuando el anterior está en vivo; si uno falla, se termina',
    whenHealthy: 'cada uno empieza cuando el anterior está en vivo y sano; si uno falla, se termina',
  },
  stillWaiting: 'Esto todavía te espera:',
}

const COUNTS: Readonly<Record<number, string>> = { 2: 'dos', 3: 'tres', 4: 'cuatro', 5: 'cinco' }
