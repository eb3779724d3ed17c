type Fields = { readonly [key: string]: unknown }

/** What the server itself keeps of an object. */
const OF_THE_SERVER = ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink']
/** Written by Shipmate, by controllers and by kubectl for themselves. */
const OF_TOOLS = ['shipmate.dev/', 'deployment.kubernetes.io/', 'kubectl.kubernetes.io/last-applied-configuration']

/** An object as people want it: without its status, and without what servers and tools note on it. */
export function withoutNoise(object: unknown): Fields {
  if (!isFields(object)) return {}
  const { status: _, ...rest } = object
  const { spec } = rest
  const template = isFields(spec) ? spec.template : undefined
  return {
    ...rest,
    metadata: metadataOf(rest.metadata),
    ...(isFields(spec) &&
      isFields(template) && { spec: { ...spec, template: { ...template, metadata: metadataOf(template.metadata) } } }),
  }
}

function metadataOf(metadata: unknown): Fields {
  if (!isFields(metadata)) return {}
  const own = Object.entries(metadata).filter(([key]) => !OF_THE_SERVER.includes(key))
  return Object.fromEntries(
    own.flatMap(([key, value]) => {
      if (key !== 'annotations' && key !== 'labels') return [[key, value]]
      const kept = isFields(value) ? Object.entries(value).filter(([name]) => !isOfTools(name)) : []
      return kept.length === 0 ? [] : [[key, Object.fromEntries(kept)]]
    }),
  )
}

const isOfTools = (name: string): boolean => OF_TOOLS.some((prefix) => name.startsWith(prefix))

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
