import type { Asker, Permissions } from '../../access/permissions.ts'
import { inLanguage } from '../../cards/in-language.ts'
import { refusalCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import type { UserId } from '../../domain/ids.ts'
import type { Workflows } from '../../domain/workflow.ts'
import type { Home, Viewer } from '../../ports/home.ts'
import type { WaitingCard } from '../../ports/web-reads.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import { namesOf } from '../../queries/names.ts'
import { type ReaderScope, type ScopeParts, scopeFor } from '../../queries/scope.ts'
import { statesAt } from '../../queries/states-at.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { Texts } from '../../texts/texts.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { examplesFor } from '../examples.ts'
import { type LocaleOf, settingsOfPerson } from '../person-settings.ts'
import { examplesCard } from './examples-card.ts'
import { firstExamples } from './first-examples.ts'
import { liveCard } from './live-card.ts'
import { runningCard } from './running-card.ts'
import { waitingSection } from './waiting-section.ts'

export interface HomeParts extends ScopeParts {
  readonly permissions: Pick<Permissions, 'decide' | 'allowed'>
  readonly workflows: Workflows
  readonly localeOf?: LocaleOf
  /** What waits for somebody's word, as cards; see `WebReads.waiting`. */
  readonly waiting: (by: UserId) => Promise<readonly WaitingCard[]>
}

/** Whoever may see what is live may see this page; what of it, is decided for each part. */
const LOOKING = 'deploy.status'
const TASKS = 'task.list'
const RUNS_SHOWN = 5

/** The page of one person: what they may see and answer, read again each time. */
export function createHome(parts: HomeParts): Home {
  const askerOf = async (viewer: Viewer): Promise<Asker> => ({
    user: viewer.by,
    groups: viewer.groups ?? [],
    ...(await settingsOfPerson(parts, viewer)),
  })

  return {
    async home(viewer) {
      const asker = await askerOf(viewer)
      const texts = textsIn(asker.language)
      const scope = scopeFor(parts, asker)
      const [looking, waiting] = await Promise.all([scope.decide(LOOKING), parts.waiting(asker.user)])
      const waits = waitingSection(waiting, texts)
      // A role may approve what it may not look at.
      if (looking.kind === 'refused') return waiting.length > 0 ? waits : [refusalCard(looking.sentence, texts)]
      const [running, live, examples] = await Promise.all([
        runningFor(scope, parts.workflows, texts),
        liveFor(scope, texts),
        examplesFor(parts, asker),
      ])
      const own = [...running, ...live, ...examplesCard(firstExamples(examples), texts)]
      // What waits keeps the language that it was asked in.
      return [...waits, ...own.map((card) => inLanguage(card, asker.language))]
    },
    async examples(viewer) {
      const asker = await askerOf(viewer)
      const looking = await scopeFor(parts, asker).decide(LOOKING)
      return looking.kind === 'refused' ? [] : firstExamples(await examplesFor(parts, asker))
    },
  }
}

async function runningFor(scope: ReaderScope, workflows: Workflows, texts: Texts): Promise<readonly Card[]> {
  if ((await scope.decide(TASKS)).kind === 'refused') return []
  const runs = await newestRuns(scope, { state: 'active' }, TASKS, RUNS_SHOWN)
  const names = await namesOf(
    scope.store,
    runs.map(({ by }) => by),
  )
  return runningCard(runs, workflows, (user) => names.get(user) ?? user, texts)
}

async function liveFor(scope: ReaderScope, texts: Texts): Promise<readonly Card[]> {
  const places = await visiblePlaces(scope, {}, LOOKING)
  const states = await statesAt(places, scope.store)
  return liveCard(
    places.map((place, index) => ({ ...place, version: states[index]?.current?.release.version })),
    texts,
  )
}
