import type { Texts } from '../texts.ts'

export const several: Texts['several'] = {
  oneAtATime: ({ count }) => `Leo ${COUNTS[count] ?? count} peticiones y hago una cada vez; el resto espera aquí:`,
  tooMany: ({ count }) =>
    `Son ${count} peticiones. Hago una cada vez, así que pídelas de una en una, por favor. No se inició nada.`,
  joint: ', luego ',
  each: ({ service, version, environment }) => `${service} ${version} en ${environment}`,
  further: ({ environment }) => `en ${environment}`,
  title: ({ list }) => `Desplegar ${list}`,
  step: ({ service, environment, versions }) => `${service} en ${environment}: ${versions}`,
  brings: ({ count }) => (count === 1 ? '1 commit' : `${count} commits`),
  takesOut: ({ count }) => (count === 1 ? 'quita 1 commit' : `quita ${count} commits`),
  risk: { go: 'riesgo bajo', 'go-with-canary': 'se aconseja un canary', hold: 'en espera' },
  about: ({ service, environment, what }) => `${service} en ${environment}: ${what}`,
  oneByOne: 'Pide cada una por separado.',
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
