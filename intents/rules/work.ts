import { command, question, type Rule, statement } from './rule.ts'

/** Workflows, reviews, tests, bots and guidelines. */
export const workRules: readonly Rule[] = [
  command(
    'workflow.start',
    0.97,
    /^(?:start|run|kick off|trigger|launch|execute|begin|do|fire off|fire|workflow start|workflow run|start up|rerun|re-run|kick|initiate|fire up|spin up|set off|set in motion)\b.*(?:_workflow_|\bworkflow\b)/,
    /\bworkflows\b|status|_run_/,
  ),
  command(
    'workflow.start',
    0.9,
    /^(?:get|have|want|need|i want|i need|set|put|like|we need) _workflow_ (?:started|running|going|run|kicked off|rolling|off|in motion|executed|triggered)/,
  ),
  question(
    'workflow.list',
    0.94,
    /\bworkflows\b|\bpipelines\b|^workflow list\b/,
    /^help\b|\b(?:poems?|songs?|jokes?|books?|movies?|memes?|stor(?:y|ies)|podcasts?|talks?) about\b/,
  ),
  question('workflow.status', 0.95, /_run_/, /^(?:cancel|stop|abort|kill|start|rerun|retry)\b/),
  question(
    'workflow.status',
    0.93,
    /^(?:how|how's|status|state|is|did|has|what|what's|where|where's|check|show|progress|when|tell|get|any)\b.*_workflow_|_workflow_.*\b(?:status|state|progress|done|finished|going)\b|\bworkflow(?: run)? (?:status|state|progress)\b|\b(?:status|state|progress) of (?:last |latest |current )?(?:workflow|run)\b|^(?:how|how's|is|did|has)\b.*\bworkflow\b/,
    /\bworkflows\b|^(?:start|run|trigger|kick|set|put|fire|get _workflow_)/,
  ),
  command(
    'review.start',
    0.96,
    /^(?:review|code review|code-review|look at|check|take (?:a )?look at|look over|have (?:a )?look at|give|examine|inspect|do|start|request|run|get|ask for|need|want|start review|review start|i need|go over)\b.*(?:_pr_|\breview (?:of|on|for)\b)/,
    /approval|status/,
  ),
  command('review.start', 0.9, /^review\b.*(?:_number_|_service_)/),
  command(
    'test.generate',
    0.97,
    /^(?:generate|write|create|add|make|draft|produce|scaffold|come up with|test generate|need|want|i need|i want|build)\b.*\b(?:tests?|test cases?|test suite|specs?|coverage)\b/,
    /\brun\b|\bguideline\b|_bot_/,
  ),
  command(
    'test.run',
    0.96,
    /^(?:run|start|execute|kick off|trigger|rerun|re-run|launch|do|fire off|perform|repeat|test run)\b.*\b(?:tests?|test suite|suite|checks|(?:unit|integration|e2e|smoke|regression|acceptance) (?:on|for|of|against|over|in))\b/,
    /_workflow_|how/,
  ),
  command(
    'test.run',
    0.93,
    /^(?:(?:unit|integration|e2e|end-to-end|smoke|regression|load|performance|acceptance)[ -])?test\b.*(?:_service_|\bit\b|\bthat\b|_ref_)/,
    /^test (?:results?|status)/,
  ),
  command(
    'bot.create',
    0.96,
    /^(?:create|make|add|new|set up|set-up|spin up|spawn|build|define|bot create|introduce|register|need|want|i need|i want|we need|we want|i'd like|we'd like|like|(?:(?:we|i) )?could use|get|have|give|make)\b.*(?:\bbot\b|\bpersona\b|_bot_)/,
    /guideline|\brule\b|\bbots\b|tests?/,
  ),
  command(
    'bot.delete',
    0.96,
    /^(?:delete|remove|retire|destroy|get rid of|drop|kill|tear down|decommission|bot delete|fire|shut down|dismiss)\b.*(?:\bbot\b|\bpersona\b|_bot_)/,
    /_?guideline|_number_|\brule\b|_task_/,
  ),
  question('bot.list', 0.94, /\bbots\b|\bpersonas\b|^bot list\b/, /^help\b|guideline|\brules?\b/),
  command(
    'guideline.add',
    0.96,
    /^(?:add|create|new|set|remember|make|define|introduce|guideline add|register|put)\b.*\b(?:guideline|rule)\b/,
  ),
  statement(
    'guideline.add',
    0.9,
    /^(?:and )?(?:whenever|every time|each time|any time|anytime|from now on|always)\b(?! you (?:can|get|have|are|want))|^(?:when|if) (?:someone|somebody|anyone|anybody|people|a person|person|user|users|team)\b.*\b(?:deploys?|asks?|wants?|tries|merges?|ships?|restarts?|requests?|rolls?|says?)\b/,
  ),
  question(
    'guideline.list',
    0.94,
    /\bguidelines\b|^guideline list\b|\bwhat rules\b|\b(?:list|show)(?: me)?(?: all)? rules\b|\brules (?:do you|does|are|for _bot_)\b/,
    /^(?:help|delete|remove|drop|clear|add)\b/,
  ),
  command(
    'guideline.remove',
    0.85,
    /^(?:delete|remove|drop|get rid of|scrap|take) (?:number |no |nr )?_number_(?: (?:from|off) (?:it|that|him|her|_bot_))?$/,
  ),
  command(
    'guideline.remove',
    0.97,
    /^(?:delete|remove|drop|clear|get rid of|retire|forget|guideline remove|disable|kill|scrap)\b.*(?:\b(?:guidelines?|rules?)\b|_guideline_)/,
  ),
]
