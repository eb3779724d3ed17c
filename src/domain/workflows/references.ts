/** What a text of a workflow may point to. No code: a closed list of places that hold texts. */
export type Reference =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'output'; readonly step: string; readonly name: string }
  | { readonly kind: 'result'; readonly step: string }
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'item' }
  | { readonly kind: 'run'; readonly name: 'task' | 'by' }

/** What references stand for at one moment of a run. */
export interface Values {
  readonly inputs: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** How each step has ended, where it has. */
  readonly results: Readonly<Record<string, string>>
  readonly run: { readonly task: string; readonly by: string }
  /** Of a step that is done for each item of a list. */
  readonly item?: string
  /** Left in their place where they are not given: only a worker knows them. */
  readonly secrets?: Readonly<Record<string, string>>
}

const NAME = '[A-Za-z_][\\w-]*'
const INPUT = new RegExp(`^inputs\\.(${NAME})$`)
const OUTPUT = new RegExp(`^steps\\.(${NAME})\\.outputs\\.(${NAME})$`)
const RESULT = new RegExp(`^steps\\.(${NAME})\\.result$`)
const SECRET = new RegExp(`^secrets\\.(${NAME})$`)
const RUN = /^run\.(task|by)$/

/** `inputs.x`, `steps.y.outputs.z`, `steps.y.result`, `secrets.NAME`, `item`, `run.task` or `run.by`; undefined for anything else. */
export function parseReference(text: string): Reference | undefined {
  if (text === 'item') return { kind: 'item' }
  const [, input] = INPUT.exec(text) ?? []
  if (input !== undefined) return { kind: 'input', name: input }
  const [, step, output] = OUTPUT.exec(text) ?? []
  if (step !== undefined && output !== undefined) return { kind: 'output', step, name: output }
  const [, result] = RESULT.exec(text) ?? []
  if (result !== undefined) return { kind: 'result', step: result }
  const [, secret] = SECRET.exec(text) ?? []
  if (secret !== undefined) return { kind: 'secret', name: secret }
  const [, name] = RUN.exec(text) ?? []
  return name === undefined ? undefined : { kind: 'run', name: name as 'task' | 'by' }
}

const PLACE = /\$\{\{\s*(.*?)\s*\}\}/g

/** What stands between `${{` and `}}`, as it is written. */
export function referencesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map(([, inner = '']) => inner)
}

/**
 * The text with every reference replaced by what it stands for. A value is text and is never read again.
 * @param written How a value is written where the text is more than a text, such as a URL; not for a text that is one value.
 */
export function fill(text: string, values: Values, written: (value: string) => string = asIs): string {
  const isWhole = /^\$\{\{[^}]*\}\}$/.test(text)
  return text.replace(PLACE, (whole, inner: string) => {
    const reference = parseReference(inner)
    if (!reference) return whole
    const value = valueAt(reference, values) ?? ''
    return isWhole ? value : written(value)
  })
}

const asIs = (value: string): string => value

/** What a reference stands for; undefined where there is nothing, as for an output of a step that was skipped. */
export function valueAt(reference: Reference, values: Values): string | undefined {
  switch (reference.kind) {
    case 'input':
      return own(values.inputs, reference.name)
    case 'output':
      return own(own(values.outputs, reference.step) ?? {}, reference.name)
    case 'result':
      return own(values.results, reference.step)
    case 'secret':
      return values.secrets ? own(values.secrets, reference.name) : `\${{ secrets.${reference.name} }}`
    case 'item':
      return values.item
    case 'run':
      return values.run[reference.name]
  }
}

/** A name such as `constructor` must not reach into what every object has. */
function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
