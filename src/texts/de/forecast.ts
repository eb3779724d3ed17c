import type { Texts } from '../texts.ts'

export const forecast: Texts['forecast'] = {
  image: 'Container-Image',
  pin: {
    digest: ({ image, digest }) => `${image} (${digest})`,
    missing: ({ image }) => `${image} (noch nicht in seiner Registry; wird beim Start des Deployments festgelegt)`,
    'not-told': ({ image }) =>
      `${image} (nicht festgelegt: seine Registry kann nicht gefragt werden, das Tag kann sich also noch ändern)`,
    off: ({ image }) => `${image} (nicht festgelegt: \`pinDigest\` ist aus)`,
  },
  willFail: 'Das wird fehlschlagen',
  handOver: ({ of, field, by }) =>
    `${field} von ${of} gehört ${by}. Übergib es oder nimm es aus den Manifesten (docs/kubernetes.md).`,
  changes: 'Was sich ändert',
  nothing: 'nichts',
  notAsked: ({ why }) => `nicht bekannt: ${why}`,
  more: ({ count }) => `${count} weitere`,
  change: {
    image: ({ container, from, to }) => `Image${container === undefined ? '' : ` von ${container}`} ${from} → ${to}`,
    replicas: ({ of, from, to }) => `Replikate von ${of} ${from} → ${to}`,
    created: ({ kind, name }) => `neu: ${kind} ${name}`,
    removed: ({ kind, name }) => `${kind} ${name} wird entfernt`,
    variable: {
      added: ({ name }) => `neue Variable ${name}`,
      changed: ({ name }) => `Variable ${name} ändert sich`,
      removed: ({ name }) => `Variable ${name} wird entfernt`,
    },
    entry: {
      added: ({ of, key }) => `neuer Eintrag ${key} in ${of}`,
      changed: ({ of, key }) => `${key} in ${of} ändert sich`,
      removed: ({ of, key }) => `${key} wird aus ${of} entfernt`,
    },
    field: {
      added: ({ of, field }) => `${of}: ${field} wird gesetzt`,
      changed: ({ of, field }) => `${of}: ${field} ändert sich`,
      removed: ({ of, field }) => `${of}: ${field} wird entfernt`,
    },
    contested: ({ of, field, by }) => `${of}: ${field} gehört ${by}, der Cluster würde das also ablehnen`,
  },
}
