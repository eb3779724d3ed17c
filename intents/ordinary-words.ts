import { EVERYDAY_ELSEWHERE } from './languages.ts'

/**
 * Words of everyday English and of the trade. One of them is never taken for a misspelled or unknown name, and a
 * catalog name that is one of them (`live`, `search`) counts only where a name belongs.
 */
export const ENGLISH: readonly string[] =
  `a able abort aborted about absolutely accept acceptance access account ack acked acking acknowledge acknowledged
  acquire across action actions active actually add addition advance affirmative afraid after afternoon again agenda
  agent agents ago ahead ahoy alert alerts alive all allow allowed along already alright also always am amazing amount
  an and angry another any anybody anyone anything anytime app application appreciate appreciated approval approvals
  approve approved approvers approves approving april are around article articles as asap ask asked asking asks
  assuming async at ate attempt audit auditor august authori automatically autoscale availability available avoid
  awaiting away awesome awful aws aye azure back backed background backlog backup bad basically bc be beautiful
  because bed been before begin behind being believe best better between big birthday bit bitcoin blessing blew block
  blocked blocking blocks blog blue book books boring boss bot bots bounce bounced boundaries box boxes branch break
  breaker breakers breaks brilliant bring broke broken buddy budget bug bugfix bugs build building builds built bump
  bunch burn burning bust busy but button buy by bypass bypassing cab cache cached caches caching call called calls
  can canary cancel canceled canceling cancelled cancelling cannot capabilities capable capital captain carefully
  carry cart case cases cat catch cats cause caused causes chair chance change changed changes channel charge chat
  check checking checks cheers choices christmas circuit circuits circumstances city claim clauses clean clear client
  clients close closed cloud cluster code coffee cold colleague colleagues come coming command commands commit commits
  company compare compared compile compiled compiling complete completed complex compliance computer condition
  conditional conditions config configs configuration confirm confirmed conflict conflicts connected connection
  connections connectivity connectors consumption container containers continue contract control cool copies copy
  correct cos could count country couple course coverage coz cpu crashed crazy create created curious current
  currently customer customers cut cuz cycle daily danke dashboard database date day days dead dear december declare
  decline declined decommission decrease define definitely degraded delete demo demos denied deny deploy deployed
  deploying deployment deployments deploys describe design designer desk destroy detail details developer developers
  device devices devops did diff differ difference differences different differs difficult diffs dinner directory
  disable disapprove disaster discord disk disks dismiss display dm dms do doc docker docs documentation does dog dogs
  doing dollar dollars domain done dont door doors down downgrade downscale dozen draft drift drink drinking drive
  drop due dump duty each earlier early easter easy eat eating effect eight eleven eliminate else email emails
  emergency enable end ending endpoints engage engineer engineering engineers england english enjoy enjoyed enough
  enqueued entity entries env environment environments epic er error errored erroring errors essay euro even evening
  event events eventually ever every everybody everyone everything exact exactly examine excellent excited execute
  executing explain extends external fact fail failed failing fails failure failures false fantastic far fast feature
  features february feel feeling feels felt fetch few fifteen fifty figure figures file files fill film finally
  finance find fine finish finished fire first five fix fixed fixes flag flags flaky fleet flight folder folders folks
  following food football for forbid forget forgot forth fortnights forty four frame france free freeze french fresh
  fri friday fridays from frozen full fully fun function funny further future game games gcp general generate gently
  geography german germany gerund get gets getting git github gitlab give giving glad gmt go goes going gone good got
  gotta grab gracias graduate grateful great green greetings group grow guess guide guideline guidelines guys had
  haiku half hallo halt hand handle happen happened happening happens happy hard has hate hated have having he head
  heal health healthy hear heartbeat hell hello help her here hey hi him hire hired hiring his history hits hiya hola
  hold holding holiday holidays hood hope hoping horrible hosts hot hotfix hour hourly hours how howdy hows hr hrs
  hundred hungry hurry i id idea if ignore ignoring ill image imagine immediate immediately in incident incidents
  increase indeed index info initiate insane inside inspect install instance instances instantly instead instructions
  integration integrations intent internet interrupt interview into introduce is issue issues it item its january jira
  job jobs joke jokes july june just keep keeps kept key keyboard keys kick kicked kickstart kidding kill killed kind
  kindly kiosks know known kubernetes kudos land landed language laptop large last late lately latencies latency later
  latest launch launches learn learned least leave legal legend less let lets level lgtm lifesaver lift light lights
  like liked limit line lines link links linux list listed listing little live load loaded local lock locked locking
  log logged logging login logs long look looked looking looks lost lot lots love loved lovely lower lunch machines
  made mail main major make makes manager manual manually many march mark market marketing master match matches mate
  math matter may maybe me mean means meant meet meeting meetings mem memory mention merci mercy merge merged merges
  merging mess message messy metric metrics midnight might migration min mind mine mins minute minutes missed mission
  mitigated mo moin moment monday money monitor month monthly months mood moon more morning mortem most mouse move
  movie much music must my nack nah name named nasty nay necessary need needed needs negated negative network never
  nevermind new newest news next nice nicely night nine ninety no nobody node nodes noon nope normal not note notes
  nothing notice november now number numbers nvm objective objectives october of off offer office offline often oh ok
  okay okey old older on once one ones ongoing online only onto open operational ops options or order other others
  ought our ours out outage outages outcome output outstanding over overall overloaded overnight own owner owners owns
  page paged pagerduty pagers pages paper paragraph part particular party pass passed passing password passwords past
  patch pattern pause paused pay peek peeled pending people per percent percentile perfect perform performance perhaps
  permission permissions permitted person persona personas phone pick ping pipeline pipelines pizza place plain plan
  planning plans platform please pls plug plz pm pod pods poem poems point policy possible possibly post posts power
  pr practice preceding prefer present president pretty preventing preview previous price prices principle print
  printed printer printing prior private problem problems procedure proceed process processor produce product progress
  promote promoting promotion propose proud provided providing public publish published pull purpose push pushed
  pushing put qa qps quarter quarters query question queue queued quick quickly rain raise ram rarely rate rates
  rather reach reachable reached read reading ready real really reason rebase reboot rebooted rebuild rebuilding
  rebuilt recent recently recipe recompile reconcile record recreate recycle red redeploy redeployed redeploying redo
  reduce ref refrain refuse refused region regions register regression reinstate reject rejected rejecting related
  relaunch release released releases releasing reliability reload remediate remember remind remove reopen repair
  repeat replica replicas repo report repositories repository request requests requeue require requires rerun
  rerunning rescale resize resolve resolved responding response responsive restart restarted restarting restarts
  restore resubmit result results resume retire retried retro retry retrying return rev revert reverted reverting
  review revision rid right rights ring rings roadmap rock rocks roger roles roll rollback rolled rolling rollout
  rollouts rolls rough roughly rps rule rules run running runs sad safe safely salary sales same saturated saturation
  saturday save say saying says scaffold scale scaling scares scary schedule scheduled scheduling science scrap
  scratch screen search sec second seconds secret secrets secs see seek seemed seems seen sell send sense sentence
  september serious server servers service services serving set seven several severity sha shall she ship shipmate
  shipped ships short shot should show showing shows shrink shut sick side sign signs simple since sir site situation
  six sixty skills skip skipping slack slave sleep sleeping slis slos slot slow slowly small smoke smooth smoothly
  snow so soccer some somebody somehow someone something sometimes song soon sorry sounds source spanish spawn specs
  spin sprint stable stack stage stakeholder stakeholders stand standup start started starting starts state states
  stats status statuses stderr stdout step still stock stocks stop stopped stopping stories story strategy stuck stuff
  subject submit succeed succeeded success successes successful successfully such sucks suite suites sunday sunny sup
  support suppose supposing sure suspend sweet switch system systems tag tail take taken takes taking talk talking
  task tasks teach team teams tear tell telling temperature ten terminals terminate terrible test tester testers tests
  text than thank thanks thanksgiving that thats thaw the their them then theory there these they thing things think
  thinks third thirty this those though thought thoughts thread three thrice through throughput throw thumbs thursday
  thx ticket tickets till time timeline times tired to today together toggle toggles token tokens tomorrow tonight too
  took top total traces traffic train translate translation tried tries trigger trouble true trunk trust try trying
  tuesday turn twelve twenty twice two type typed tysm ugly uh ui um unapproved unblock undefined undeploy undeployed
  under understand underway undo unfreeze unhealthy unit unless unlock unlocked unlocking unreleased unresolved
  unshipped unsuccessful until up update updated updates upgrade upon upscale uptime url us usage use used user users
  using usual usually utc vacation value values verb verify version versions versus very veto via victory view vital
  volume vs wait waiting waits wake walk wanna want wanted wants warm warning was wassup watch way we weather web
  webhooks wedding wednesday week weekday weekdays weekend weekends weekly weeks well went were what whatever whats
  when whenever where whether which while who whole whos why wifi wiki wild will window windows wish with without wks
  won wonder wondering word words work worked worker workers workflow workflows working works world worried would wow
  wrap wrapper write writing wrong yea yeah year yearly years yep yes yesterday yet yo you young your yours yourself
  yup zero zone zones zoom
  promoted respond responds sync synced logging reaching moving serving fails drifting drifted carries carrying
  wants breaks answer answers meeting meets crew sprint behave behaves engineer lunch unreachable reachable scanning
  approving reviewing reviewed stopped timers stuff senior junior juniors rebuilt gradually cautiously tonight`
    .split(/\s+/)
    .filter((word) => word !== '')
const IN_ENGLISH = new Set(ENGLISH)
const ORDINARY = new Set([...ENGLISH, ...EVERYDAY_ELSEWHERE])

export function isOrdinary(word: string): boolean {
  return ORDINARY.has(word)
}

/** A name may be put together of English words; `blue-la` is no Spanish. */
export function isOrdinaryEnglish(word: string): boolean {
  return IN_ENGLISH.has(word)
}
