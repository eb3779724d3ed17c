import type { Card } from '../domain/card.ts'
import type { Question } from '../domain/question.ts'
import type { Texts } from '../texts/texts.ts'

/** As many fit into one row of buttons; more are easier to find in a menu. */
const MOST_BUTTONS = 5

/** Asks for something missing, with a button for each choice, or a menu of them where they are many. */
export function questionCard({ prompt, choices, state, answer, note, again, reason }: Question, texts: Texts): Card {
  const footnote = [again, note].filter((line) => line !== undefined).join(' ')
  switch (state) {
    case 'open':
      return {
        tone: 'warning',
        blocks: [
          { kind: 'text', text: prompt },
          ...(choices.length === 0
            ? []
            : [
                {
                  kind: 'buttons' as const,
                  buttons: choices.map(({ button, value }) => ({ id: button, label: value, style: 'plain' as const })),
                  ...(choices.length > MOST_BUTTONS && { menu: texts.questions.choose }),
                },
              ]),
        ],
        ...(footnote !== '' && { footnote }),
      }
    case 'answered':
      return {
        tone: 'neutral',
        blocks: [{ kind: 'text', text: answer === undefined ? prompt : texts.questions.answered({ prompt, answer }) }],
      }
    case 'dropped':
      return {
        tone: 'neutral',
        blocks: [
          { kind: 'text', text: reason === undefined ? texts.questions.withdrawn({ prompt }) : `${prompt}\n${reason}` },
        ],
      }
  }
}
