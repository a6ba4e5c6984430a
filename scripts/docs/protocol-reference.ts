import {readFileSync} from 'node:fs';
import {instructionsFor} from '../../src/agents/instructions.ts';
import {tools} from '../../src/gateway/mcp/tools.ts';
import {messageRules} from './message-rules.ts';

const role = (name: string, tier: number, expertise: readonly string[], delegatesTo: readonly string[] = []) => ({
  name,
  tier,
  expertise,
  delegatesTo,
  paths: [],
  instructions: `(The text of roles/${name}.md.)`,
});

const orchestrator = role('orchestrator', 1, ['planning'], ['*']);

/** The example whose page is shown: an orchestrator, because it is told the most. */
const EXAMPLE = {
  session: 'ada',
  role: orchestrator,
  members: [
    {id: 'ada', role: orchestrator},
    {id: 'bob', role: role('backend', 2, ['http', 'storage'])},
    {id: 'cyd', role: role('tester', 3, ['tests'])},
  ],
};

/** What Harmony does at each hook of Claude Code, in the order of a turn. */
const HOOKS: readonly (readonly [string, string])[] = [
  [
    '`SessionStart`',
    'the session has begun: it gets its brief (who is here, what is claimed, what is open) and is told which file is its bell',
  ],
  ['`UserPromptSubmit`', 'it works; the first prompt waits until the client has the tools below; messages that wait are added'],
  ['`PreToolUse`', 'a heartbeat; an edit is allowed or refused, and a free file is claimed for the session'],
  ['`PermissionRequest`', 'the question goes to the attention queue and stays open there and in the pane; the first answer wins'],
  ['`PostToolBatch`', 'messages that wait are added, so that they are read with the results of the tools'],
  ['`Stop`', 'messages that wait keep it going; otherwise it is idle'],
  ['`StopFailure`', 'it is idle, and a person is told why; a wall of quota is shown as such'],
  ['`FileChanged`', 'the bell was rung: an idle session fetches its messages and begins a turn with them'],
  ['`SubagentStart`, `SubagentStop`, `PreCompact`, `CwdChanged`', 'heartbeats'],
  ['`Notification`', 'its state is looked at again'],
  ['`SessionEnd`', 'questions that are still open are withdrawn'],
];

/** How tasks behave, for whoever wants to rely on it. */
const TASK_RULES: readonly string[] = [
  '## The life of a task',
  '',
  '| shown | what it means | what ends it |',
  '|---|---|---|',
  '| `blocked` | a task that it waits for is not done, or the gate of an earlier phase is closed | the last of them |',
  '| `ready` | nobody has it | it is given (to whom it is meant for) or taken |',
  '| `assigned` | its owner has been told | the owner accepts it, or ends it |',
  '| `accepted` | its owner works on it | the owner says that it is done or failed |',
  "| `checking` | its check runs, or waits for a person to allow it | the check: passed, it goes on; failed, it is the owner's again |",
  "| `review` | a session of the reviewing role, other than the owner, looks at it | approved, it is done; rejected, it is the owner's again |",
  '| `done`, `failed`, `cancelled` | over | a failed one that others wait for is put to a person |',
  '',
  '- **Order.** What would wait for itself is refused, and the ring is named. A cancelled task is not waited for any more; a failed one is.',
  '- **Taking.** To choose a task and to have it is one decision. First what was given to the caller; then by priority, by whom it is meant for (the session, its role, anybody), by matching expertise, by the nearest tier, by age. Where somebody in the team has the expertise, it is left to them. A tier N admits tiers 1 to N.',
  '- **Who may.** A task without an addressee is for those whom its giver may delegate to, and for the giver. A person gives to everybody.',
  '- **Losing it.** A task whose owner fails for good, or shows no sign for `tasks.silentAfter` while it neither waits nor is paused, is ready again with what was learnt, and goes to another where there is one. After `tasks.attempts` owners it fails, and a person is asked. Whoever leaves the team leaves its tasks.',
  '- **Checks.** A check runs in the project as nobody in the team: without any `HARMONY_` variable but `HARMONY_CHECK`, where the command line refuses everything that changes something. Everything that it started ends with it. A command that a session made up runs after a person has allowed exactly this text, once for all; allowing it allows what the files it runs will say later.',
  '- **Phases.** Tasks of a phase are ready when the gates of all earlier ones have been passed. A gate is tried when the last task of its phase is done or cancelled, or by `harmony phase pass`: its checks run, then a person is asked, if it needs one. Who reopens a phase closes it and all after it, and is asked about those no more.',
  '- **Blockers.** Those who say the same words (or give the same key) wait together. Whoever can give it is asked once; the answer goes to each of them as a message.',
  '',
];

/** docs/protocol.md: what a session is told, what it can call, and what happens without its doing. */
export function protocolReference(): string {
  return [
    '# Protocol of a session',
    '',
    '<!-- Made from src/agents/instructions.ts, src/gateway/mcp/tools.ts, scripts/docs/claims.md and scripts/docs/message-rules.ts by: node scripts/docs.ts -->',
    '',
    'What a session is told, what it can call, what happens without its doing, and the rules of claims.',
    '',
    '## What it is told at its start',
    '',
    'Added to the system prompt of its client. This is the page of `ada`, an orchestrator in a team of three; other roles are not told about delegating.',
    '',
    '````markdown',
    instructionsFor(EXAMPLE).trimEnd(),
    '````',
    '',
    '## What it can call',
    '',
    'Tools of the MCP server `harmony`. Who calls is known from the connection: no tool takes a sender. A refusal is an error that says who, why, until when, and what to do.',
    '',
    ...tools.flatMap(({name, description, input}) => [
      `### ${name}`,
      '',
      description,
      '',
      ...Object.entries(input.shape).map(([field, schema]) => {
        const {description: text = ''} = schema as {description?: string};
        return `- \`${field}\`${schema.safeParse(undefined).success ? ' (optional)' : ''}${text === '' ? '' : `: ${text}`}`;
      }),
      ...(Object.keys(input.shape).length > 0 ? [''] : []),
    ]),
    ...messageRules,
    ...TASK_RULES,
    '## What happens without its doing',
    '',
    'The hooks of Claude Code, which the client calls by itself and which cost no tokens:',
    '',
    '| hook | what Harmony does |',
    '|---|---|',
    ...HOOKS.map(([hook, does]) => `| ${hook} | ${does} |`),
    '',
    'An edit that Harmony cannot be asked about does not happen (Claude Code 2.1.295 and newer); everything else goes on without Harmony.',
    '',
    readFileSync(new URL('claims.md', import.meta.url), 'utf8').trimEnd(),
    '',
    '## From any other program',
    '',
    'A process with these variables in its environment is a session: `HARMONY_SESSION` (its name), `HARMONY_TOKEN` (that it is who it says), `HARMONY_PROJECT` (the folder) and `HARMONY_GATEWAY` (`http://127.0.0.1:PORT`). The [command line](cli.md) reads them; `harmony join` gives them to a shell.',
    '',
    'Over http, with `Authorization: Bearer $HARMONY_TOKEN`: `POST $HARMONY_GATEWAY/mcp/$HARMONY_SESSION` takes the tools above by MCP (streamable http, without state), `POST $HARMONY_GATEWAY/h/$HARMONY_SESSION/EVENT` the hooks.',
    '',
  ].join('\n');
}
