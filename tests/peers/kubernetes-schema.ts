import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

interface Definition {
  readonly properties?: object
  readonly additionalProperties?: unknown
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string
    readonly version: string
    readonly kind: string
  }[]
}

interface Identified {
  readonly apiVersion: string
  readonly kind: string
}

/** What Kubernetes writes as a number or as a text, and calls a text only. */
const EITHER = ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', 'io.k8s.apimachinery.pkg.api.resource.Quantity']
const FORMATS = { int32: true, int64: true, double: true, byte: true, 'date-time': true } as const

/**
 * Compares objects with the OpenAPI that Kubernetes publishes: unknown fields are faults, as `kubectl --validate=strict` has it.
 *
 * @param file `api/openapi-spec/swagger.json` of a version of Kubernetes.
 * @returns What is wrong with an object, or undefined.
 */
export function kubernetesSchema(file: string): (object: Identified) => Promise<string | undefined> {
  const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly definitions: Readonly<Record<string, Definition>>
  }
  const strict = Object.entries(definitions).map(([name, definition]) => [name, closed(name, definition)])
  const names = new Map(
    Object.entries(definitions).flatMap(([name, { 'x-kubernetes-group-version-kind': kinds = [] }]) =>
      kinds.map(({ group, version, kind }) => [`${group === '' ? version : `${group}/${version}`} ${kind}`, name]),
    ),
  )
  return async (object) => {
    const name = names.get(`${object.apiVersion} ${object.kind}`)
    if (name === undefined) return `${object.apiVersion} ${object.kind} is unknown`
    const validator = Fastify({
      ajv: { customOptions: { removeAdditional: false, coerceTypes: false, strict: false, formats: FORMATS } },
    })
    validator.addSchema({ $id: 'kubernetes', definitions: Object.fromEntries(strict) })
    validator.post('/', { schema: { body: { $ref: `kubernetes#/definitions/${name}` } } }, () => 'taken')
    const { statusCode, body } = await validator.inject({ method: 'POST', url: '/', payload: object })
    await validator.close()
    return statusCode === 200 ? undefined : body
  }
}

function closed(name: string, definition: Definition): object {
  if (EITHER.includes(name)) return {}
  if (definition.properties === undefined || definition.additionalProperties !== undefined) return definition
  return { ...definition, additionalProperties: false }
}
