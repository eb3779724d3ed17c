import { parseReference, type Reference, type Values, valueAt } from './references.ts'

/**
 * When a step runs. `any = all ('||' all)*`, `all = one ('&&' one)*`,
 * `one = '!' one | '(' any ')' | 'success()' | 'failure()' | operand (('==' | '!=') operand)?`, where an operand is a
 * reference or a word or a text in quotes. An operand alone holds unless it is empty, `false` or `0`.
 */
export type Condition =
  | { readonly kind: 'any' | 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'state'; readonly is: 'success' | 'failure' }
  | { readonly kind: 'equal'; readonly left: Operand; readonly right: Operand; readonly negated: boolean }
  | { readonly kind: 'truthy'; readonly of: Operand }

type Operand = { readonly kind: 'text'; readonly text: string } | Reference

export type ParsedCondition =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'problem'; readonly problem: string }

/** Deeper than anybody reads, and far from what a stack holds. */
const DEEPEST = 20
const TOKEN = /\s*(?:(\|\||&&|==|!=|!|\(\)|\(|\))|'([^']*)'|"([^"]*)"|([A-Za-z0-9_][\w./:@-]*))/y

type Token = { readonly kind: 'sign' | 'word' | 'text'; readonly text: string }

export function parseCondition(text: string): ParsedCondition {
  const tokens = tokensOf(text.replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, '$1').replace(/\$\{\{|\}\}/g, ' '))
  if (typeof tokens === 'string') return { kind: 'problem', problem: tokens }
  const parser = new Parser(tokens)
  const condition = parser.any(0)
  if (parser.problem !== undefined || !condition) {
    return { kind: 'problem', problem: parser.problem ?? 'says nothing' }
  }
  const rest = parser.next()
  return rest === undefined
    ? { kind: 'condition', condition }
    : { kind: 'problem', problem: `has more behind its end: ${rest.text}` }
}

function tokensOf(text: string): readonly Token[] | string {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(text)
    if (!found) return `cannot be read from: ${text.slice(at).trim().slice(0, 40)}`
    const [, sign, single, double, word] = found
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else tokens.push({ kind: 'text', text: single ?? double ?? '' })
  }
  return tokens
}

class Parser {
  problem: string | undefined
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  next(): Token | undefined {
    return this.#tokens[this.#at]
  }

  any(depth: number): Condition | undefined {
    return this.#joined('||', 'any', () => this.#all(depth))
  }

  #all(depth: number): Condition | undefined {
    return this.#joined('&&', 'all', () => this.#one(depth + 1))
  }

  #joined(sign: string, kind: 'any' | 'all', part: () => Condition | undefined): Condition | undefined {
    const parts: Condition[] = []
    do {
      const found = part()
      if (!found) return undefined
      parts.push(found)
    } while (this.#takes(sign))
    return parts.length === 1 ? parts[0] : { kind, of: parts }
  }

  #one(depth: number): Condition | undefined {
    if (depth > DEEPEST) return this.#fails(`is nested more than ${DEEPEST} deep`)
    if (this.#takes('!')) {
      const of = this.#one(depth + 1)
      return of && { kind: 'not', of }
    }
    if (this.#takes('(')) {
      const inner = this.any(depth + 1)
      if (inner && !this.#takes(')')) return this.#fails('lacks a closing bracket')
      return inner
    }
    const name = this.next()
    if (name?.kind === 'word' && this.#tokens[this.#at + 1]?.text === '()') return this.#state(name.text)
    return this.#comparison()
  }

  #state(name: string): Condition | undefined {
    if (name !== 'success' && name !== 'failure') return this.#fails(`knows no ${name}(), only success() and failure()`)
    this.#at += 2
    return { kind: 'state', is: name }
  }

  #comparison(): Condition | undefined {
    const left = this.#operand()
    if (!left) return undefined
    const negated = this.next()?.kind === 'sign' && this.next()?.text === '!='
    if (!negated && !(this.next()?.kind === 'sign' && this.next()?.text === '==')) return { kind: 'truthy', of: left }
    this.#at++
    const right = this.#operand()
    return right && { kind: 'equal', left, right, negated }
  }

  #operand(): Operand | undefined {
    const token = this.next()
    if (token === undefined) return this.#fails('ends too early')
    if (token.kind === 'sign') return this.#fails(`has ${token.text} where a value should stand`)
    this.#at++
    if (token.kind === 'text') return { kind: 'text', text: token.text }
    const reference = parseReference(token.text)
    if (reference?.kind === 'secret') return this.#fails('must not look at a secret')
    if (!reference && /^(?:inputs|steps|secrets|run)\./.test(token.text))
      return this.#fails(`points to ${token.text}, which is no place`)
    return reference ?? { kind: 'text', text: token.text }
  }

  #takes(sign: string): boolean {
    const found = this.next()?.kind === 'sign' && this.next()?.text === sign
    if (found) this.#at++
    return found
  }

  #fails(problem: string): undefined {
    this.problem ??= problem
    return undefined
  }
}

/** @param failed Whether a step of the run has failed. */
export function holds(condition: Condition, values: Values, failed: boolean): boolean {
  switch (condition.kind) {
    case 'any':
      return condition.of.some((one) => holds(one, values, failed))
    case 'all':
      return condition.of.every((one) => holds(one, values, failed))
    case 'not':
      return !holds(condition.of, values, failed)
    case 'state':
      return failed === (condition.is === 'failure')
    case 'equal':
      return (textOf(condition.left, values) === textOf(condition.right, values)) !== condition.negated
    case 'truthy':
      return !['', 'false', '0'].includes(textOf(condition.of, values))
  }
}

const textOf = (operand: Operand, values: Values): string =>
  operand.kind === 'text' ? operand.text : (valueAt(operand, values) ?? '')

/** Whether it may hold only after a failure: such a step may start when another has failed. */
export function asksForFailure(condition: Condition, state: 'failure' | 'success' = 'failure'): boolean {
  switch (condition.kind) {
    case 'any':
    case 'all':
      return condition.of.some((one) => asksForFailure(one, state))
    case 'not':
      return asksForFailure(condition.of, state === 'failure' ? 'success' : 'failure')
    case 'state':
      return condition.is === state
    case 'equal':
    case 'truthy':
      return false
  }
}

/** Every reference in it. */
export function referencesOf(condition: Condition): readonly Reference[] {
  switch (condition.kind) {
    case 'any':
    case 'all':
      return condition.of.flatMap(referencesOf)
    case 'not':
      return referencesOf(condition.of)
    case 'state':
      return []
    case 'equal':
      return [condition.left, condition.right].filter((one) => one.kind !== 'text')
    case 'truthy':
      return condition.of.kind === 'text' ? [] : [condition.of]
  }
}
