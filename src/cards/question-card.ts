import type { Card } from '../domain/card.ts'
import type { Question } from '../domain/question.ts'
import type { Texts } from '../texts/texts.ts'

/** Asks for something missing, with a button for each choice when there are few. */
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
