import { effectOf } from './catalog.ts'
import type { Clause } from './clauses.ts'
import { oncePerClause } from './once.ts'
import type { Reading } from './reading.ts'
import { isAsked, TELLS, withoutRelative } from './rules/rule.ts'

/**
 * Whether the text may be an order for the intent at all, whatever a model believes: only a clause in plain mood that is
 * put as a request orders a change, and a dangerous one must name its deed outright, spelled as it should be.
 */
export function mayOrder(intent: string, reading: Reading): boolean {
  switch (effectOf(intent)) {
    case 'read':
      return SAID_ANYHOW.test(intent) || reading.clauses.some((clause) => clause.mood !== 'negated' && isAsked(clause))
    case 'change':
      return reading.clauses.some((clause) => isRequest(clause) && namesObject(intent, clause))
    case 'danger':
      return reading.clauses.some((clause) => isPlainRequest(clause) && !clause.respelled && namesDeed(intent, clause))
  }
}

/** Greetings, answers and cries for help have no form of their own. */
const SAID_ANYHOW = /^(?:chat|confirm|help)\.|^out_of_scope$/

/** What a change is done to, by the domain of its intent: "lock the door" has none of it. */
const OBJECTS: Readonly<Record<string, RegExp>> = {
  build: /_service_|_ref_|_strategy_|\b(?:it|that|image)\b/,
  deploy: /_service_|_environment_|_ref_|\b(?:deploys?|deployments?|releases?)$|\b(?:it|that|this)(?= _|$)/,
  change: /_change_|_service_|_environment_|_number_|\b(?:approval|change request|cr)\b|\b(?:it|that|this)\b/,
  task: /_task_|_number_|\b(?:task|job|it|that)\b/,
  workflow: /_workflow_|\bworkflow\b/,
  incident: /_incident_|_severity_|_number_|\b(?:incident|outage|alert|it|that)\b/,
  review: /_pr_|\b(?:pr|pull request|code review)\b.*_service_|_service_.*_number_/,
  test: /_service_|_ref_|\b(?:tests|specs?|coverage|test cases|suite|unit test)\b.* (?:for|of|to|on|that|cover\w*) |\bwith (?:unit )?tests|^(?:run|generate|write|create|add|draft|have|get)\b.*\btests?\b/,
  bot: /_bot_|\b(?:bot|persona)\b/,
  guideline:
    /\b(?:guideline|rule)\b|_bot_|^(?:whenever|every time|each time|any ?time|when|if|always|never|from now on|everyone|remember)\b/,
}

function namesObject(intent: string, { command }: Clause): boolean {
  if (/_unknown_/.test(command) && !/^(?:bot|test|guideline)\./.test(intent)) return false
  return OBJECTS[intent.split('.')[0] ?? '']?.test(command) ?? false
}

const OBJECT = String.raw`(?:_[a-z]+_|\bit\b|\bthat\b|\bthis\b|\bthem\b|\bone\b)`
const deed = (verbs: string, object = OBJECT) => ({ verb: new RegExp(verbs), object: new RegExp(object) })

const DEEDS: Readonly<Record<string, { readonly verb: RegExp; readonly object: RegExp }>> = {
  'rollback.start': deed(
    String.raw`\b(?:roll(?:ed)?[ -]?back|revert(?:ed)?|undo|undone|back(?:ed)? out|downgraded?|restored?|reinstated?|undeploy(?:ed)?)\b|\b(?:roll|take|bring|put|go|set|switch|move|return)\b.*\bback\b|\b(?:zur[uü]ck|r[uü]ckg[aä]ngig|revierte|revertir|deshaz|deshacer)`,
    String.raw`${OBJECT}|\b(?:deploy|deployment|release|rollout)\b`,
  ),
  'service.restart': deed(
    String.raw`\b(?:restart(?:ed)?|bounced?|reboot(?:ed)?|recycled?|cycle|kick|reload|relaunch)\b|\boff and on\b`,
    String.raw`_service_|_environment_|\bit\b|\bthat\b|\bservices?\b|\bpods\b`,
  ),
  'service.scale': deed(
    String.raw`\bscaled?\b|\bresize\b|_count_|\b(?:replicas?|instances?|pods?)\b`,
    '_service_|_count_|it\\b',
  ),
  'drift.fix': deed(
    String.raw`\b(?:fix(?:ed)?|correct(?:ed)?|repair(?:ed)?|remediated?|reconciled?|resync|re-sync|heal|resolve|remove|eliminate|undo|get rid of|clean up)\b|^(?:bring|get|put) _device_ back\b`,
    String.raw`_device_|\bdrift`,
  ),
  'change.approve': deed(
    String.raw`\b(?:approved?|approval|accept(?:ed)?|sign(?:ed)? off|green ?light|lgtm|thumbs up|blessing|good to go|let)\b`,
    '_change_|\\bit\\b|\\bthat\\b|\\bchange\\b|_number_',
  ),
  'task.cancel': deed(
    String.raw`\b(?:cancel(?:l?ed)?|stop(?:ped)?|abort(?:ed)?|kill(?:ed)?|terminated?|halt|end|call off|called off|interrupt|plug|brich|abbrechen|stoppe?n?|beenden?|cancela|cancelar|det[eé]n|detener|para|parar)\b`,
    String.raw`_task_|\b(?:task|job|deployment|build|rollout)\b|_number_`,
  ),
  'bot.delete': deed(
    String.raw`\b(?:deleted?|removed?|retired?|destroy|drop|kill|decommission|dismiss|scrap|get rid of|shut|fire|gone)\b`,
    '_bot_|\\bbot\\b|\\bpersona\\b',
  ),
  'guideline.remove': deed(
    String.raw`\b(?:deleted?|removed?|drop|forget|clear|retire|scrap|discard|erase|get rid of|stop following|undo|lose|gone)\b`,
    String.raw`\b(?:guideline|rule)\b`,
  ),
}

/** The deed stands at the front of an order, or in the passive of what is needed. */
function namesDeed(intent: string, { command, frame }: Clause): boolean {
  const named = DEEDS[intent]
  if (!named?.object.test(command)) return false
  const deed = named.verb.exec(command.replace(FIRST_PERSON, ''))
  return (
    deed !== null && (deed.index === 0 || BARE_DEED.test(command) || NEEDED.test(command) || OTHER_TONGUES.test(frame))
  )
}

/** "I sign off on CHG-4", "get payments restarted": the deed is the next word. */
const FIRST_PERSON =
  /^(?:i (?:hereby )?|you have |get |have |want |give )(?:_service_ |_task_ |_change_ |_bot_ )?(?:my )?/

const VERBS =
  /^(?:do(?! (?:you|we|i|they|it)\b)|abort|ack|acknowledge|add|advance|allow|approve|arrange|ask for|assign|back out|block|book|bounce|bring|build|bump|call|cancel|change|claim|clean up|clear|close|come up|compile|copy|correct|cover|create|cut|declare|decline|decommission|define|delete|deny|deploy|disable|discard|disapprove|downgrade|draft|drop|elevate|enable|end|execute|exercise|file|fire|fix|forbid|forget|free|freeze|generate|get|give|go|grab|graduate|grow|halt|have|heal|hit|hold|improve|increase|initiate|inspect|install|introduce|keep|kick|kill|land|launch|let|lift|line up|lock|log|look at|lower|make|mark|move|name|need|note|obtain|open|order|own|package|page|pause|permit|pick up|place|plan|power|prepare|prevent|produce|promote|propose|publish|pull|push|put|queue|raise|re-?\w+|reboot|rebuild|recompile|reconcile|recycle|redeploy|redo|reduce|register|reject|release|remediate|remember|remove|reopen|repeat|report|request|rerun|reserve|resize|resolve|restart|restore|resume|retest|retire|retry|revert|review|roll|run|scaffold|scale|schedule|scrap|seek|send|set|settle|ship|shut|sign|slot|smoke|spin|start|stick|stop|submit|suspend|switch|take|teach|tell _bot_|terminate|test|thaw|throw|trigger|try|turn|unblock|undo|unfreeze|unlock|update|upgrade|use|veto|wait until|want|write|yeet|fling|examine|pencil|load|code|call off|page|treat|exempt|always|never|whenever|every time|each time|any ?time|from now on|if|when|there should be|i want|i need|i'd like|i would like|we want|we need|we'd like|we would like|i've got|i have|i got|i'm|i am|i'll|i will|we can|you can|on it|got|i sign|i approve|i accept|i reject|i refuse|i decline|i veto|you have approval|everyone|lgtm|approved|approving|not approving|rejected|acking|acknowledging|taking|need|new|mine)\b/
const NEEDED =
  /\b(?:needs?|must|should|has|have|can|may|ought|wants?|could)(?: to)? (?:be|get|gets|go|have|run|a|an|another|promoted|to|land|out|reviewed|some|your|approval|sign-?off|building|rebuilding|restart|reboot|bounce|kick|rollback|build|rebuild|review|tests?)\b|\b(?:needs|is mine|is fine|is approved|approved|rejected|gets|goes|is resolved|is fixed|is over|has been (?:fixed|resolved|solved))\b/
const FINITE =
  /\b(?:is|are|was|were|went|has|had|have|looks?|looked|seems?|took|broke|will|would|did|does|makes?|must|i|we|he|she|they|you|me|my|says?|said|told|what|why|how|who|which|where|when|if)\b/
const ELLIPSIS_WORDS = 9
/** A verb in another tongue than English orders as well; its file of examples teaches the model which. */
const OTHER_TONGUES =
  /(?:^|\s)(?:bitte|kannst|könntest|würdest|möchte|soll|muss|por favor|puedes|podrías|quiero|necesito|despliega|despliegue|publica|revierte|cancela|compila|construye|haz|lanza|sube|pon|lleva|inicia|vuelve|regresa|deshaz|detén|deploye|stell|spiel|rolle|setze|zurück|rückgängig|mach|baue?|starte|brich|stoppe|beende|kompiliere)(?=\s|$)/
const DENIES = /(?:^|\s)(?:nicht|kein|keine|nie|no|nunca|jamás|not|never|nobody)(?=\s|$)/

const isRequest = oncePerClause((clause) => {
  return isPlainRequest(clause) || (clause.mood === 'plain' && isElliptical(clause, withoutRelative(clause.command)))
})

/** Things of this trade that are none of this bot's. */
const FOREIGN =
  /\b(?:backups?|databases?|tables?|meetings?|calendar|tickets?|e-?mails?|laptops?|feature flag|secrets?)\b/

const isPlainRequest = oncePerClause((clause) => {
  if (clause.mood !== 'plain' || NO_ORDER.test(clause.frame) || FOREIGN.test(clause.command)) return false
  const words = withoutRelative(clause.command)
  if (OTHER_TONGUES.test(clause.frame)) return !DENIES.test(clause.frame)
  if (NEEDED.test(words) && /^_[a-z]+_|^(?:it|that|this) /.test(words)) return true
  return BARE_DEED.test(words) || (VERBS.test(words) && !TELLS.test(words.replace(VERBS, '')))
})

/** "payments production rollback now" */
const BARE_DEED = /^(?:_service_ |_environment_ |on |in )+(?:rollback|roll back|restart|reboot)(?: now| asap| it)*$/

/** Who speaks of what others do, what was or what might be, orders nothing, whatever verb follows. */
const NO_ORDER =
  /^(?:no need|there was|there's no|should i|should we|shall we|do you|did|does|would (?!you|it be possible)|had|we had|i had|ask |remind |tell (?!_bot_)|ignore|pretend|why|if)\b/

/** A request without a verb begins with what it is about. */
const BARE =
  /^(?:_[a-z]+_|(?:new|fresh|another|one more|code|unit|latest|emergency|rolling|clean|full) |(?:deploy|deployment|release|rollout|promotion|incident|outage|change|approval|sign-?off|build|rebuild|tests?|review|lock|freeze|guideline|rule|bot)\b)/

/** "payments to staging", "incident: logins fail": a request without its verb is short and tells nothing. */
function isElliptical(clause: Clause, words: string): boolean {
  return (
    !clause.asks &&
    !TELLS.test(words) &&
    !NO_ORDER.test(clause.frame) &&
    words.split(' ').length <= ELLIPSIS_WORDS &&
    !FINITE.test(words) &&
    BARE.test(words) &&
    !/\b(?:\w+ing|failed|starts?|started|ended|broken?)\b/.test(words)
  )
}
