/** How a scripted model server answers one question. */
export type ModelTurn =
  /** Streamed in small pieces; whether it follows the schema is up to the text. `after` holds the first piece back. */
  | { readonly says: string; readonly after?: Promise<void>; readonly outOfTokens?: true }
  /** Part of an answer, then an error line under the HTTP 200 that was sent long before. */
  | { readonly says: string; readonly thenError: string }
  /** Part of an answer, then the connection breaks. */
  | { readonly says: string; readonly thenBreaks: true }
  /** Calls tools, with words before if there are any. Arguments are JSON text, so that it can be broken. */
  | { readonly calls: readonly ScriptedCall[]; readonly says?: string; readonly thenBreaks?: true }
  | { readonly refuses: string }
  | { readonly status: number; readonly error: string }

export interface ScriptedCall {
  readonly name: string
  readonly arguments: string
}

/** A question as the server received it. */
export interface AskedModel {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string; readonly [field: string]: unknown }[]
  readonly tools: unknown
  readonly schema: unknown
  readonly maxTokens: unknown
  readonly authorization: string | undefined
  /** Resolves when whoever asked has hung up. */
  readonly hungUp: Promise<void>
}

export interface ModelServer {
  readonly url: string
  readonly asked: readonly AskedModel[]
  /** What else was called: listings, loading. */
  readonly visited: readonly string[]
  /** Answers the next questions so, one after the other; after the last one it goes on with that. */
  script(...turns: readonly ModelTurn[]): void
  stop(): Promise<void>
}

/** A few characters, as tokens are. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/[\s\S]{1,6}/g) ?? []
}
