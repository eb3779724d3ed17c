import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Form } from '../../../src/domain/form.ts'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { problemSchema } from './problem.ts'
import { keyed } from './say.ts'
import { buttonSchema, filledInSchema } from './saying.ts'

const formSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    note: z.string().describe('What sending it leads to'),
    field: z.object({ label: z.string(), hint: z.string().optional(), required: z.boolean() }),
    send: z.string().describe('What its button is called'),
    close: z.string(),
  })
  .meta({ id: 'Form', description: 'One text to type, sent with POST /api/v1/forms.' })
const notice = z.string().optional().describe('What the press is answered, if the card does not show it')

const shownForm = (form: Form): z.output<typeof formSchema> => ({ ...form, field: { ...form.field } })

/** The buttons of cards, and the forms that some of them open. */
export function servePresses(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  const tags = ['Messages']

  api.post(
    `${API}/presses`,
    {
      schema: {
        ...{ tags, summary: 'Press a button of a card' },
        headers: keyed,
        body: z.object({
          session_id: z.uuid(),
          button: buttonSchema,
          forms: z
            .boolean()
            .default(false)
            .describe('Whether you draw forms; else what is to be typed is asked in the conversation'),
        }),
        response: {
          200: z.object({ notice, form: formSchema.optional().describe('To fill in: nothing is decided yet') }),
          default: problemSchema,
        },
      },
    },
    async (request) => {
      const { session_id, button, forms } = request.body
      const key = request.headers['idempotency-key']
      const { form, ...answer } = await behind().conversation.press(
        callerOf(request),
        session_id,
        { button, forms },
        key,
      )
      return { ...answer, ...(form && { form: shownForm(form) }) }
    },
  )
  api.post(
    `${API}/forms`,
    {
      schema: {
        ...{ tags, summary: 'Send a form that a press has opened' },
        headers: keyed,
        body: z.object({
          session_id: z.uuid(),
          form: buttonSchema,
          text: filledInSchema,
        }),
        response: {
          200: z.object({
            notice,
            problem: z.string().optional().describe('What is wrong with the text: nothing was done, send it again'),
          }),
          default: problemSchema,
        },
      },
    },
    async (request) => {
      const { session_id, form, text } = request.body
      const key = request.headers['idempotency-key']
      return behind().conversation.sendForm(callerOf(request), session_id, { form, text }, key)
    },
  )
}
