import fc, { type Arbitrary } from 'fast-check'
import { anyValue, type JsonSchema, type Known } from './any-value.ts'

/** What of an OpenAPI document requests are made from. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

interface Operation {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: JsonSchema
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
}

export interface AnyRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
/** Out of a hundred requests so many have another method, and so many a body that is no JSON. */
const OTHER_METHOD = 4
const NO_JSON = 3

/** Any request to one of the operations: valid, nearly valid, or hostile. */
export function anyRequest(document: OpenApi, known: Known): Arbitrary<AnyRequest> {
  const { schemas } = document.components
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const value = (schema: JsonSchema, name: string) => anyValue(schema, { schemas, known, name })
  return fc.constantFrom(...operations).chain(({ path, method, operation }) => {
    const parameters = (operation.parameters ?? []).map(({ name, in: where, required, schema }) =>
      fc
        .option(value(schema, name), { nil: undefined, freq: required ? 20 : 1 })
        .map((given) => ({ name, where, text: given === undefined ? undefined : textOf(given) })),
    )
    const schema = operation.requestBody?.content['application/json']?.schema
    const body = schema
      ? fc.oneof(
          { weight: 100 - NO_JSON, arbitrary: value(schema, '').map((given) => JSON.stringify(given) ?? '') },
          { weight: NO_JSON, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
        )
      : fc.constant(undefined)
    const other = fc.oneof(
      { weight: 100 - OTHER_METHOD, arbitrary: fc.constant(method) },
      { weight: OTHER_METHOD, arbitrary: fc.constantFrom(...METHODS) },
    )
    return fc.tuple(other, body, fc.tuple(...parameters)).map(([by, text, given]) => requestOf(path, by, text, given))
  })
}

interface Given {
  readonly name: string
  readonly where: string
  readonly text: string | undefined
}

function requestOf(template: string, method: string, body: string | undefined, given: readonly Given[]): AnyRequest {
  const of = (where: string) =>
    given.flatMap(({ name, text, ...one }) =>
      one.where === where && text !== undefined ? [[name, text] as const] : [],
    )
  const path = of('path').reduce(
    (filled, [name, text]) => filled.replace(`{${name}}`, () => encodeURIComponent(text) || '%20'),
    template,
  )
  const query = new URLSearchParams(Object.fromEntries(of('query')))
  const takesBody = body !== undefined && !['GET', 'HEAD'].includes(method)
  return {
    method,
    path: query.size > 0 ? `${path}?${query}` : path,
    headers: {
      ...Object.fromEntries(of('header').map(([name, text]) => [name, headerOf(text)])),
      ...(takesBody && { 'content-type': 'application/json' }),
    },
    ...(takesBody && { body }),
  }
}

const textOf = (given: unknown): string =>
  (typeof given === 'string' ? given : (JSON.stringify(given) ?? '')).toWellFormed()

/** What a client can send in a header at all. */
const headerOf = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 1_000) || 'k'
