import type { Texts } from '../texts.ts'

export const forecast: Texts['forecast'] = {
  image: 'Imagen',
  pin: {
    digest: ({ image, digest }) => `${image} (${digest})`,
    missing: ({ image }) => `${image} (aún no está en su registro; se fija al empezar el despliegue)`,
    'not-told': ({ image }) =>
      `${image} (sin fijar: no se puede preguntar a su registro, así que la etiqueta aún puede cambiar)`,
    off: ({ image }) => `${image} (sin fijar: \`pinDigest\` está desactivado)`,
  },
  willFail: 'Esto fallará',
  handOver: ({ of, field, by }) =>
    `${field} de ${of} pertenece a ${by}. Cédelo o quítalo de los manifiestos (docs/kubernetes.md).`,
  changes: 'Qué cambia',
  nothing: 'nada',
  notAsked: ({ why }) => `no se sabe: ${why}`,
  more: ({ count }) => `${count} más`,
  change: {
    image: ({ container, from, to }) => `imagen${container === undefined ? '' : ` de ${container}`} ${from} → ${to}`,
    replicas: ({ of, from, to }) => `réplicas de ${of} ${from} → ${to}`,
    created: ({ kind, name }) => `nuevo: ${kind} ${name}`,
    removed: ({ kind, name }) => `se quita ${kind} ${name}`,
    variable: {
      added: ({ name }) => `nueva variable ${name}`,
      changed: ({ name }) => `cambia la variable ${name}`,
      removed: ({ name }) => `se quita la variable ${name}`,
    },
    entry: {
      added: ({ of, key }) => `nueva entrada ${key} en ${of}`,
      changed: ({ of, key }) => `cambia ${key} en ${of}`,
      removed: ({ of, key }) => `se quita ${key} de ${of}`,
    },
    field: {
      added: ({ of, field }) => `${of}: se define ${field}`,
      changed: ({ of, field }) => `${of}: cambia ${field}`,
      removed: ({ of, field }) => `${of}: se quita ${field}`,
    },
    contested: ({ of, field, by }) => `${of}: ${field} pertenece a ${by}, así que el clúster lo rechazaría`,
  },
}
