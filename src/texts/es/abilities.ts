import type { Texts } from '../texts.ts'

export const abilities: Texts['abilities'] = {
  runs: {
    local: 'corre en la máquina del bot',
    inventory: 'corre en dispositivos',
    command: 'corre por comando',
    kubernetes: 'corre en Kubernetes',
    'github-actions': 'corre por GitHub Actions',
  },
  lacks: {
    restart: 'ahí no se puede reiniciar',
    scale: 'ahí no se puede cambiar el número de instancias',
    logs: 'ahí no hay registros que yo pueda leer',
  },
  missing: ({ service, runs, lacks }) => `${service} ${runs}: ${lacks}.`,
  ownWay: {
    local: 'a su manera',
    inventory: 'todos los dispositivos del anillo',
    command: 'como lo hace su comando',
    kubernetes: 'como dicen sus manifiestos',
    'github-actions': 'como lo hace su flujo',
  },
  noStrategy: ({ service, runs, strategy, strategies }) =>
    `${service} ${runs}; ahí no hay ${strategy}. Elige ${strategies}.`,
  oneWay: ({ service, runs }) =>
    `${service} ${runs} y ahí se despliega de una sola manera. Pídelo otra vez sin estrategia.`,
}
