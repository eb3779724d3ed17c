import type { Texts } from '../texts.ts'

const service = 'Qué servicio'
const environment = 'Qué entorno'

export const commands: Texts['commands'] = {
  deploy: {
    does: 'Desplegar una versión de un servicio',
    options: {
      service,
      environment,
      ref: 'Qué desplegar: una versión, etiqueta, rama o commit',
      strategy: 'Cómo entra la nueva versión',
    },
  },
  rollback: {
    does: 'Revertir un servicio a una versión anterior',
    options: { service, environment, ref: 'A qué versión revertir; la anterior si se omite' },
  },
  status: { does: 'Qué está desplegado y dónde', options: { service, environment } },
  restart: { does: 'Reiniciar un servicio', options: { service, environment } },
  scale: {
    does: 'Cambiar cuántas instancias de un servicio se ejecutan',
    options: { service, count: 'Cuántas instancias', environment },
  },
  logs: {
    does: 'El registro de lo que se está ejecutando',
    options: { service, environment, count: 'Cuántas líneas', words: 'Solo líneas con estas palabras' },
  },
}
