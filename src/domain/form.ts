/**
 * A window in which one person types one text, free of any platform. Every text is plain: renderers escape all of it and
 * fit it to their platform's limits.
 */
export interface Form {
  /** Opaque and at most 100 characters; what it is about is looked up, never parsed from here. */
  readonly id: string
  readonly title: string
  /** What sending it leads to. */
  readonly note: string
  readonly field: FormField
  readonly send: string
  readonly close: string
}

export interface FormField {
  readonly label: string
  /** Small, beside the field: what may be typed. */
  readonly hint?: string
  /** Left out by whoever may send it empty. */
  readonly required: boolean
}

/** Characters that are taken of what somebody types: nobody reads a longer reason, and every platform allows as many. */
export const LONGEST_FORM_TEXT = 1_000

/** What is wrong with what was typed. */
export type FormProblem = 'empty' | 'too-long'

export function formProblem(text: string, { required }: Pick<FormField, 'required'>): FormProblem | undefined {
  if (text.length > LONGEST_FORM_TEXT) return 'too-long'
  return required && !/[\p{L}\p{N}]/u.test(text) ? 'empty' : undefined
}
