type OfImage = { image: string }
type Of = { of: string }
type OfField = Of & { field: string }
type OfEntry = Of & { key: string }

/** What a deployment would run and change, before anybody confirms it. */
export const forecast = {
  image: 'Image',
  pin: {
    digest: ({ image, digest }: OfImage & { digest: string }) => `${image} (${digest})`,
    missing: ({ image }: OfImage) => `${image} (not in its registry yet; pinned when the deployment starts)`,
    'not-told': ({ image }: OfImage) =>
      `${image} (not pinned: its registry cannot be asked, so the tag may still move)`,
    off: ({ image }: OfImage) => `${image} (not pinned: \`pinDigest\` is off)`,
  },
  willFail: 'This will fail',
  handOver: ({ of, field, by }: OfField & { by: string }) =>
    `${field} of ${of} belongs to ${by}. Hand it over or take it out of the manifests (docs/kubernetes.md).`,
  changes: 'What changes',
  nothing: 'nothing',
  notAsked: ({ why }: { why: string }) => `unknown: ${why}`,
  more: ({ count }: { count: number }) => `${count} more`,
  change: {
    image: ({ container, from, to }: { container?: string; from: string; to: string }) =>
      `image${container === undefined ? '' : ` of ${container}`} ${from} → ${to}`,
    replicas: ({ of, from, to }: Of & { from: number; to: number }) => `replicas of ${of} ${from} → ${to}`,
    created: ({ kind, name }: { kind: string; name: string }) => `new ${kind} ${name}`,
    removed: ({ kind, name }: { kind: string; name: string }) => `${kind} ${name} is removed`,
    variable: {
      added: ({ name }: { name: string }) => `new env ${name}`,
      changed: ({ name }: { name: string }) => `env ${name} changes`,
      removed: ({ name }: { name: string }) => `env ${name} is removed`,
    },
    entry: {
      added: ({ of, key }: OfEntry) => `new entry ${key} in ${of}`,
      changed: ({ of, key }: OfEntry) => `${key} in ${of} changes`,
      removed: ({ of, key }: OfEntry) => `${key} is removed from ${of}`,
    },
    field: {
      added: ({ of, field }: OfField) => `${of}: ${field} is set`,
      changed: ({ of, field }: OfField) => `${of}: ${field} changes`,
      removed: ({ of, field }: OfField) => `${of}: ${field} is removed`,
    },
    contested: ({ of, field, by }: OfField & { by: string }) =>
      `${of}: ${field} belongs to ${by}, so the cluster would refuse this`,
  },
}
