import type { Card } from '../../domain/card.ts'
import { targetOf } from '../../domain/plan.ts'
import type { Run } from '../../domain/run.ts'
import { findRun, findRuns } from '../../queries/find-runs.ts'
import { nameOf } from '../../queries/names.ts'
import { type Deployment, deploymentSentence } from './deployment-sentence.ts'
import type { Asked, AskedAbout, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { meansAnother } from './means-another.ts'
import { namesRelease } from './names-release.ts'
import { noneDeployed } from './none-deployed.ts'
import { capitalised } from './place-words.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'

const APPROVED =
  '(?:approved|confirmed|permitted|allowed|authori[sz]ed|signed off(?: on)?|okayed|green-?lit|gave the (?:ok|go)(?: for| to)?)'
const DEPLOYED = '(?:(?:re)?deployed|shipped|released|rolled (?:it |this |that )?(?:out|back)|reverted)'
/** These say nothing of a deployment by themselves. */
const DID = '(?:pushed|triggered|started|launched|requested|did|made|put)'
const WORK = '(?:(?:deploy|deployment|release|rollout|rollback|change|VERSION|TASK)\\b.*|(?:this|that|it)$)'
const ONE = '(?:last|latest|current|newest|most recent|this|that|it|VERSION|TASK|SERVICE|ENVIRONMENT)'
const WHO_APPROVED = new RegExp(
  `^(?:who|by whom)(?: has| have|'s)? ${APPROVED}\\b.*\\b${ONE}\\b|^wer hat .*\\b(?:freigegeben|bestatigt|genehmigt|erlaubt)\\b|^quien (?:aprobo|confirmo|autorizo)\\b`,
)
const WHO_DEPLOYED = new RegExp(
  `^(?:who|by whom)(?: has| have|'s| was it (?:that|who))? (?:${DEPLOYED}\\b.*\\b${ONE}\\b|${DID}\\b.*\\b${WORK})|^wer hat .*\\b(?:deployt|deployed|ausgerollt|veroffentlicht|zuruckgerollt|gestartet)\\b|^quien (?:desplego|lanzo|hizo)\\b`,
)
const WHEN =
  /^(?:when|since when|at what time|what time)\b.*\b(?:deploy(?:ed|ment)?|ship(?:ped)?|released?|rolled (?:out|back)|rollback|serving|updated|approved|confirmed)\b|^wann (?:wurde|ging|war)\b.*\b(?:deploy\w*|ausgerollt|serving|freigegeben|zuruckgerollt)\b|^cuando (?:se )?(?:desplego|fue el|se hizo)\b/
/** A look back over several is a list. */
const SEVERAL =
  /\b(?:deployments|deploys|releases|rollbacks|everything|all|days?|hours?|minutes|most(?! recent)|each)\b/
/** What is still to come, or went wrong, is another question. */
const NOT_DONE = /\b(?:will|should|can|could|fail\w*|next|broke)\b/
const BACK = /\b(?:rolled (?:\w+ )?back|roll ?back|reverted|zuruckgerollt)\b/

/** Who approved or deployed one release, or when. */
export function asksDeployment(question: PlainQuestion): Asked<'deployment'> | undefined {
  const { words } = question
  if (SEVERAL.test(words) || NOT_DONE.test(words) || meansAnother(question)) return undefined
  const back = BACK.test(words)
  if (WHO_APPROVED.test(words)) return { kind: 'deployment', asks: 'approver', back }
  if (WHO_DEPLOYED.test(words)) return { kind: 'deployment', asks: 'deployer', back }
  return WHEN.test(words) ? { kind: 'deployment', asks: 'moment', back } : undefined
}

const RIGHT = 'deploy.history'

export async function tellDeployment(fact: FactOf<'deployment'>, telling: Telling): Promise<Card> {
  const { about } = fact
  const { scope, texts } = telling
  const words = texts.facts.deployment
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  if (about.task !== undefined) {
    const run = await findRun(scope, about.task, RIGHT)
    if (!run || !isDeployment(run)) return linesCard([words.notOne({ task: about.task })])
    return cardOn(fact.asks, run, telling)
  }
  const { service, environment } = about
  const found = await findRuns(scope, { kind: 'deployment', service, environment }, RIGHT)
  const deployments = inThreadFirst(found.filter(isDeployment), about, telling)
  const meant = deployments.filter((run) => isMeant(run, fact))
  const [last] = fact.asks === 'moment' ? lastLiveFirst(meant) : meant
  if (last) return cardOn(fact.asks, last, telling)
  const [other] = deployments
  const isOnlyService = scope.settings.services.length === 1
  const none = noneDeployed(about, isOnlyService, texts)
  if (!other) return linesCard([none])
  return linesCard([
    fact.back ? words.noRollback : none,
    words.last({ sentence: await deploymentSentence('deployer', other, telling) }),
  ])
}

const isDeployment = (run: Run): run is Deployment => targetOf(run) !== undefined

function isMeant({ plan }: Deployment, { about: { version }, back }: FactOf<'deployment'>): boolean {
  if (back && plan.kind !== 'rollback') return false
  if (version === undefined) return true
  return plan.ref === version || namesRelease(version, plan.release)
}

/** “This release” is the one of this thread, where there is one. */
function inThreadFirst(
  runs: readonly Deployment[],
  { pointing }: AskedAbout,
  { thread }: Telling,
): readonly Deployment[] {
  if (!pointing) return runs
  return runs.toSorted((one, other) => Number(other.thread === thread) - Number(one.thread === thread))
}

/** When something was deployed is about what went live, not about an attempt. */
function lastLiveFirst(runs: readonly Deployment[]): readonly Deployment[] {
  return runs.toSorted((one, other) => Number(other.state === 'succeeded') - Number(one.state === 'succeeded'))
}

async function cardOn(asks: FactOf<'deployment'>['asks'], run: Deployment, telling: Telling): Promise<Card> {
  const first = opening(await deploymentSentence(asks, run, telling), telling)
  const who = await nameOf(telling.scope.store, run.by)
  const { facts, runs } = telling.texts
  const own =
    asks === 'approver' && run.approved !== undefined ? [opening(facts.deployment.askedToo({ who }), telling)] : []
  return linesCard([first, [...own, `${run.task}: ${runs.states[run.state]}.`].join(' ')])
}

/** In a terminal, whoever asks is called “you”; other names are written as they are. */
function opening(sentence: string, { texts: { telling } }: Telling): string {
  return sentence.startsWith(`${telling.you} `) ? capitalised(sentence) : sentence
}
