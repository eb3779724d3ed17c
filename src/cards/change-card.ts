import type { Condition } from '../domain/approvals/condition.ts'
import { textConditions } from '../domain/approvals/decide-change.ts'
import type { Block, Button, Card, Tone } from '../domain/card.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import type { UserId } from '../domain/ids.ts'
import { isRunPlan } from '../domain/plan.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { planBlocks } from './confirmation-card.ts'
import { evidenceBlocks } from './evidence-blocks.ts'
import { withMoments } from './moments.ts'
import { riskBlocks } from './risk-blocks.ts'
import { clockTime, dateTime } from './words.ts'

/** What people are called. */
export type NameOf = (user: UserId) => string

/** Asks others for their approval; once decided, shows what became of it. */
export function changeCard(change: ChangeRequest, nameOf: NameOf, texts: Texts): Card {
  const { plan, state, expiresAt, approvals } = change
  const isScheduled = plan.kind === 'schedule'
  const instants = [expiresAt, ...approvals.map(({ at }) => at), 'at' in state ? state.at : undefined]
  return withMoments(
    asCard(change, nameOf, texts),
    [...instants, isScheduled ? plan.at : undefined],
    isScheduled ? plan.zone : undefined,
  )
}

function asCard(change: ChangeRequest, nameOf: NameOf, texts: Texts): Card {
  const { plan, risk, note, state, again, approvers } = change
  const isOpen = state.kind === 'pending'
  return {
    title: texts.changes.title({ change: change.change, title: planTitle(plan, texts) }),
    tone: toneOf(change),
    blocks: [
      ...(again === undefined || !isOpen ? [] : [text(again)]),
      ...planBlocks(plan, texts),
      ...riskBlocks(risk, texts),
      ...evidenceBlocks(change, texts),
      { kind: 'fields', fields: facts(change, nameOf, texts) },
      text(decisionLines(change, nameOf, texts).join('\n')),
      ...(isOpen ? [text(whoCan(change, nameOf, texts))] : [text(outcomeOf(change, nameOf, texts))]),
      ...(isOpen ? [{ kind: 'buttons' as const, buttons: buttonsOf(change, texts) }] : []),
    ],
    ...(note !== undefined && { footnote: note }),
    ...(isOpen && approvers.tooFew && { tone: 'danger' as const }),
  }
}

/** A card of an earlier plan: what it asks is void. */
export function outdatedChangeCard(
  change: ChangeRequest,
  { plan, why }: ChangeRequest['earlier'][number],
  texts: Texts,
): Card {
  return {
    title: texts.changes.title({ change: change.change, title: planTitle(plan, texts) }),
    tone: 'neutral',
    blocks: [...planBlocks(plan, texts), text(texts.changes.outcome.askedAgain({ reason: why }))],
  }
}

const text = (words: string): Block => ({ kind: 'text', text: words })

function toneOf({ state, brokeGlass }: ChangeRequest): Tone {
  if (brokeGlass) return 'danger'
  return state.kind === 'pending' ? 'warning' : 'neutral'
}

function facts({ by, reason, expiresAt, state }: ChangeRequest, nameOf: NameOf, { changes: { fields } }: Texts) {
  return [
    { label: fields.askedBy, value: nameOf(by) },
    ...(reason === undefined ? [] : [{ label: fields.reason, value: reason }]),
    ...(state.kind === 'pending' ? [{ label: fields.expires, value: dateTime(expiresAt) }] : []),
  ]
}

/** What is needed, who has said yes, and under which conditions. */
function decisionLines(change: ChangeRequest, nameOf: NameOf, texts: Texts): readonly string[] {
  const { required, approvals, lapsed } = change
  const words = texts.changes
  return [
    ...required.map(({ why }) => why),
    ...approvals.flatMap(({ by, at, conditions, beforeEvidence }) => [
      words[beforeEvidence ? 'approvedEarly' : 'approvedBy']({ by: nameOf(by), time: clockTime(at) }),
      ...conditions.map((condition) => conditionLine(condition, change, nameOf, texts)),
    ]),
    ...lapsed.map(({ by, reason }) => words.lapsedBy({ by: nameOf(by), reason })),
  ]
}

function conditionLine(
  { condition, text: said, gate }: Condition,
  { ticked, judged, by }: ChangeRequest,
  nameOf: NameOf,
  { changes: { condition: words } }: Texts,
): string {
  const result = judged[condition]
  if (result) {
    const verdict = result.verdict === 'overtaken' ? 'unknown' : result.verdict
    return words[verdict]({ text: said, sentence: result.sentence })
  }
  if (gate) return words.gate({ text: said })
  return ticked.includes(condition) ? words.ticked({ text: said }) : words.open({ text: said, by: nameOf(by) })
}

function whoCan({ approvers }: ChangeRequest, nameOf: NameOf, { changes: words, formats }: Texts): string {
  const { people, others, tooFew, glass } = approvers
  const names = [...people.map(nameOf), ...others]
  if (!tooFew) {
    const untold = others.length === 0 ? [] : [words.canApproveUntold({ names: formats.allOf(others) })]
    return [words.canApprove({ names: formats.allOf(names) }), ...untold].join(' ')
  }
  const breakers = [...(glass?.people.map(nameOf) ?? []), ...(glass?.others ?? [])]
  return [
    names.length === 0 ? words.tooFew.nobody : words.tooFew.some({ names: formats.allOf(names) }),
    breakers.length === 0 ? words.tooFew.noGlass : words.tooFew.glass({ names: formats.anyOf(breakers) }),
  ].join(' ')
}

/** Platforms cut labels; a condition may be long. */
const LABEL_LENGTH = 60

function buttonsOf({ buttons, approvals, ticked, approvers }: ChangeRequest, texts: Texts): readonly Button[] {
  const { button: labels } = texts.changes
  const open = textConditions(approvals).filter(({ condition }) => !ticked.includes(condition))
  return [
    { id: buttons.approve, label: labels.approve, style: 'primary' },
    { id: buttons.conditions, label: labels.conditions, style: 'plain', isRare: true },
    { id: buttons.reject, label: labels.reject, style: 'danger' },
    { id: buttons.withdraw, label: labels.withdraw, style: 'plain', isRare: true },
    ...open.map(({ condition, text: said }): Button => {
      const short = said.length > LABEL_LENGTH ? `${said.slice(0, LABEL_LENGTH)}…` : said
      return { id: condition, label: labels.tick({ text: short }), style: 'plain' }
    }),
    ...(approvers.tooFew ? [{ id: buttons.breakGlass, label: labels.breakGlass, style: 'danger' as const }] : []),
  ]
}

/** What became of it, as a sentence. */
export function outcomeOf({ state, brokeGlass, by, plan }: ChangeRequest, nameOf: NameOf, { changes }: Texts): string {
  const words = changes.outcome
  switch (state.kind) {
    case 'pending':
      return ''
    case 'started': {
      const time = clockTime(state.at)
      const started = state.task && isRunPlan(plan) ? words.started({ task: state.task, time }) : words.done({ time })
      if (!brokeGlass) return started
      return `${words.brokeGlass({ by: nameOf(brokeGlass.by), reason: brokeGlass.reason })} ${started}`
    }
    case 'declined': {
      const said = { by: nameOf(state.by), time: clockTime(state.at) }
      return state.reason === undefined
        ? words.declined(said)
        : words.declinedBecause({ ...said, reason: state.reason.replace(/[.\s]+$/, '') })
    }
    case 'withdrawn':
      return words.withdrawn({ by: nameOf(by), time: clockTime(state.at) })
    case 'expired':
      return words.expired
    case 'voided':
      return words.voided(state)
  }
}
