import type { Block, Card, Field, Tone } from '../domain/card.ts'
import { type Confirmation, isDangerous } from '../domain/confirmation.ts'
import type { Plan } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { Risk } from '../domain/risk.ts'
import { planFields, planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { withMoments } from './moments.ts'
import { chosenCanaryBlocks, riskBlocks } from './risk-blocks.ts'
import { severalBlocks } from './several-blocks.ts'
import { clockTime } from './words.ts'

/** What people are called. */
interface Names {
  readonly asked: string
  readonly answered: string
}

/** Asks before a change; once answered, shows what became of it. */
export function confirmationCard(confirmation: Confirmation, names: Names, texts: Texts): Card {
  const { plan, state, expiresAt } = confirmation
  const isScheduled = plan.kind === 'schedule'
  const instants = [expiresAt, 'at' in state ? state.at : undefined, isScheduled ? plan.at : undefined]
  return withMoments(asCard(confirmation, names, texts), instants, isScheduled ? plan.zone : undefined)
}

function asCard(confirmation: Confirmation, { asked, answered }: Names, texts: Texts): Card {
  const { plan, buttons, expiresAt, risk, rule, note, again } = confirmation
  const words = texts.confirmations
  const open = confirmation.state.kind === 'open'
  const danger = isDangerous(confirmation)
  const facts: Block = {
    kind: 'fields',
    fields: [
      ...askedByFields(confirmation, asked, texts),
      ...(open ? [{ label: words.expires, value: clockTime(expiresAt) }] : []),
    ],
  }
  if (!open) {
    const { tone, sentence } = outcome(confirmation, answered, texts)
    return {
      title: planTitle(plan, texts),
      tone,
      blocks: [
        ...planBlocks(plan, texts),
        ...riskBlocks(riskOfAll(plan, risk), texts),
        ...chosenCanaryBlocks(plan, texts),
        facts,
        { kind: 'text', text: sentence },
      ],
    }
  }
  return {
    title: words.question({ title: planTitle(plan, texts) }),
    tone: danger ? 'danger' : 'warning',
    blocks: [
      ...planBlocks(plan, texts),
      ...riskBlocks(riskOfAll(plan, risk), texts),
      ...chosenCanaryBlocks(plan, texts),
      facts,
      {
        kind: 'buttons',
        buttons: [
          { id: buttons.confirm, label: confirmLabel(confirmation, texts), style: danger ? 'danger' : 'primary' },
          ...(buttons.reason === undefined
            ? []
            : [
                {
                  id: buttons.reason,
                  label: texts.changes.button.submitBecause,
                  style: 'plain',
                  isRare: true,
                } as const,
              ]),
          {
            id: buttons.cancel,
            label: plan.kind === 'cancel' ? words.button.keepTask : words.button.cancel,
            style: 'plain',
          },
        ],
      },
    ],
    footnote: [again, note, rule].filter((line) => line !== undefined).join(' '),
  }
}

/** What an assistant says of itself stands in quotation marks: it is its word alone. */
function askedByFields(
  { proposal }: Confirmation,
  name: string,
  { confirmations: words, formats }: Texts,
): readonly Field[] {
  if (!proposal) return [{ label: words.askedBy, value: name }]
  const { client, why } = proposal
  return [
    {
      label: words.proposedBy,
      value: client === undefined ? name : words.byProgram({ name, client: formats.quoted(client) }),
    },
    ...(why === undefined ? [] : [{ label: words.itsReason, value: formats.quoted(why) }]),
  ]
}

/** Of several deployments each says its own. */
const riskOfAll = (plan: Plan, risk: Risk | undefined): Risk | undefined =>
  plan.kind === 'workflow' && plan.several ? undefined : risk

function confirmLabel({ plan, risk, approval }: Confirmation, { confirmations: { button }, changes }: Texts): string {
  if (approval) return changes.button.submit
  if (plan.kind === 'cancel') return button.stopTask
  if (risk?.verdict !== 'hold') return button.confirm
  return plan.kind === 'promote' ? button.promoteAnyway : button.deployAnyway
}

function outcome(
  { plan, state, risk }: Confirmation,
  by: string,
  { confirmations }: Texts,
): { readonly tone: Tone; readonly sentence: string } {
  const words = confirmations.outcome
  switch (state.kind) {
    case 'open':
      return { tone: 'warning', sentence: words.open }
    case 'given':
      return {
        tone: 'neutral',
        sentence: words[risk?.verdict === 'hold' ? 'givenOverHold' : 'given']({ by, time: clockTime(state.at) }),
      }
    case 'declined':
      return {
        tone: 'neutral',
        sentence: words[plan.kind === 'cancel' ? 'taskKept' : 'declined']({ by, time: clockTime(state.at) }),
      }
    case 'expired':
      return { tone: 'neutral', sentence: words.expired }
    case 'superseded':
      return { tone: 'neutral', sentence: words.superseded(state) }
  }
}

/** A plan in full, as it is shown before anybody confirms it. */
export function planBlocks(plan: Plan, texts: Texts): readonly Block[] {
  return [
    { kind: 'fields', fields: planFields(plan, texts) },
    ...('commits' in plan ? commitBlocks(plan, texts) : []),
    ...(plan.kind === 'workflow' && plan.several ? severalBlocks(plan.several, texts) : []),
  ]
}

function commitBlocks({ kind, from, opposite, ...changes }: DeployPlan, texts: Texts): readonly Block[] {
  const { ships, included, removed } = texts.confirmations.commits
  const brought = from ? ships : included
  const [own, other] = kind === 'deploy' ? [brought, removed] : [removed, brought]
  return [...commitList(changes, own, texts), ...(opposite ? commitList(opposite, other, texts) : [])]
}

function commitList(
  { commits, commitCount }: Pick<DeployPlan, 'commits' | 'commitCount'>,
  heading: Texts['confirmations']['commits']['ships'],
  { confirmations }: Texts,
): readonly Block[] {
  if (commits.length === 0) return []
  const lines = commits.map(({ sha, subject, author }) => `${sha.slice(0, 7)} ${subject} (${author})`)
  const rest = commitCount - commits.length
  if (rest > 0) lines.push(confirmations.commits.more({ count: rest }))
  return [
    { kind: 'text', text: heading({ count: commitCount }) },
    { kind: 'code', text: lines.join('\n') },
  ]
}
