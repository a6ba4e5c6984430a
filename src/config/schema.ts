import {z} from 'zod';
import {DURATION_FORM, parseDuration} from './duration.ts';
import type {HarmonyConfig} from './team-config.ts';

/** More sessions than this of one member are a slip of the finger: Harmony is built for 1 to 50 on a machine. */
const MOST_OF_ONE_MEMBER = 50;
const LONGEST_PROMPT = 100_000;

const text = () => z.string().min(1);
const duration = () => z.string().refine((value) => parseDuration(value) !== null, {error: `expected ${DURATION_FORM}`});
const enforcement = () => z.enum(['deny', 'warn', 'off']);
const commandLine = () => z.array(text()).min(1);
const count = () => z.int().min(1).max(MOST_OF_ONE_MEMBER);

/** What `harmony.config.ts` may hold. The descriptions are the reference in docs/configuration.md and the remedies of errors. */
export const configSchema = z.strictObject({
  name: text().max(64).exactOptional().describe("Name of the team. Default: the folder's name."),
  team: z
    .array(
      z.strictObject({
        role: text().describe("Name of a role: a file of the project's `roles/`, or a built-in one."),
        name: text()
          .exactOptional()
          .describe(
            "Name of the session, or the prefix of several (`backend` makes `backend-1`, `backend-2`). Lower-case letters, digits and hyphens, at most 32. Default: the role's name.",
          ),
        count: count().exactOptional().describe("How many sessions, 1 to 50. Default: the role's `count`."),
        prompt: text().max(LONGEST_PROMPT).exactOptional().describe('First prompt of a new conversation.'),
        client: text().exactOptional().describe("Agent client. Default: the role's."),
        model: text().exactOptional().describe("Model, as the client names it. Default: the role's, else the client's own."),
        permissionMode: text()
          .exactOptional()
          .describe("Permission mode, as the client names it. Default: the role's, else the client's own."),
        cwd: text().exactOptional().describe('Working folder, relative to the project and inside it. Default: the project.'),
        command: commandLine().exactOptional().describe('Program and arguments, for the client `command` only.'),
      }),
    )
    .exactOptional()
    .describe("Who is in the team. Default: what each role of the project's `roles/` asks for (of the built-in roles where it has none)."),
  clients: z
    .record(
      text(),
      z.strictObject({
        command: commandLine().exactOptional().describe("Program and leading arguments. Default: the client's usual name, from the PATH."),
        env: z.record(text(), z.string()).exactOptional().describe('Variables added to the environment of its sessions.'),
      }),
    )
    .exactOptional()
    .describe('Programs of the agent clients, by client.'),
  claims: z
    .strictObject({
      enforcement: enforcement()
        .exactOptional()
        .describe('What an edit of a file that another session holds meets: `deny`, `warn` or `off`. Default: `deny`.'),
      enforcementByPath: z
        .record(text(), enforcement())
        .exactOptional()
        .describe('The same for paths: the first glob that matches decides, `{"docs/**": "warn"}`.'),
      ttl: duration().exactOptional().describe(`How long a claim lasts unless work renews it: ${DURATION_FORM}. Default: \`30m\`.`),
      automaticTtl: duration()
        .exactOptional()
        .describe(`How long a claim lasts that an edit took by itself: ${DURATION_FORM}. Default: \`30m\`.`),
    })
    .exactOptional()
    .describe('Claims: leases on files.'),
  restart: z
    .strictObject({
      limit: z
        .int()
        .min(0)
        .max(100)
        .exactOptional()
        .describe('Unexpected ends within the window after which a person is asked. Default: 3.'),
      window: duration().exactOptional().describe(`The window: ${DURATION_FORM}. Default: \`10m\`.`),
      delay: duration()
        .exactOptional()
        .describe('Wait before the first restart, doubled at each further one, at most a minute. Default: `1s`.'),
    })
    .exactOptional()
    .describe('What happens when a session ends by itself.'),
  messages: z
    .strictObject({
      inboxLimit: z
        .int()
        .min(1)
        .max(10_000)
        .exactOptional()
        .describe('Undelivered messages that one session may have; more are refused to the sender. Default: 200.'),
      replyWithin: duration()
        .exactOptional()
        .describe('Until a message that needs a reply is overdue and a person is told, unless it says so itself. Default: `15m`.'),
    })
    .exactOptional()
    .describe('Messages between sessions.'),
  health: z
    .strictObject({
      quietAfter: duration()
        .exactOptional()
        .describe(`A working session without a heartbeat for this long is shown as quiet: ${DURATION_FORM}. Default: \`2m\`.`),
      stuckAfter: duration()
        .exactOptional()
        .describe(
          `The same for this long, and a person is asked: longer than \`quietAfter\` and than the longest tool call. Default: \`15m\`, or twice \`quietAfter\` where that is longer.`,
        ),
    })
    .exactOptional()
    .describe('What counts as a sign of life.'),
  checks: z
    .record(text(), text())
    .exactOptional()
    .describe(
      'Shell commands that show that a task is done, by name: `{test: "npm test"}`. Sessions may name them; any other command that a session wants to be run is put to a person first.',
    ),
  phases: z
    .array(
      z.strictObject({
        name: text().max(40).describe('Name of the phase: `SPECS`.'),
        gate: z
          .strictObject({
            checks: z.array(text()).exactOptional().describe('Names of checks that have to pass. Default: none.'),
            person: z.boolean().exactOptional().describe('A person has to approve. Default: `true` where there are no checks.'),
          })
          .exactOptional()
          .describe('What has to hold before the next phase begins. Default: a person approves.'),
      }),
    )
    .exactOptional()
    .describe('Phases of the project, in their order. Tasks of a later phase wait for the gates of the earlier ones.'),
  tasks: z
    .strictObject({
      attempts: z.int().min(1).max(100).exactOptional().describe('Owners that a task may lose before a person is asked. Default: 3.'),
      silentAfter: duration()
        .exactOptional()
        .describe(`No sign of a task's owner for this long, and the task goes to somebody else: ${DURATION_FORM}. Default: \`1h\`.`),
    })
    .exactOptional()
    .describe('Tasks.'),
  repetition: z
    .strictObject({
      action: z
        .enum(['show', 'tell', 'pause', 'off'])
        .exactOptional()
        .describe(
          'What follows: `show` marks the session on the board; `tell` sends it a message, too; `pause` pauses it until a person resumes it; `off` looks for nothing. Default: `show`.',
        ),
      after: z
        .int()
        .min(3)
        .max(100)
        .exactOptional()
        .describe('How often the same is too often, 3 to 100: twice is a mere retry. Default: 5.'),
    })
    .exactOptional()
    .describe(
      'When a session does the same thing again and again, without changing anything: the same calls, an edit and its revert, the same message, pleasantries with another session.',
    ),
  journal: z
    .strictObject({
      keep: duration()
        .exactOptional()
        .describe('Events older than this leave the journal for `.harmony/run/archive`, where they are still read from. Default: `30d`.'),
      megabytes: z
        .int()
        .min(1)
        .max(100_000)
        .exactOptional()
        .describe('When the journal is larger than this, its oldest events leave it however young they are. Default: 256.'),
      activity: duration().exactOptional().describe("How long the board's activity shows what happened. Default: `24h`."),
    })
    .exactOptional()
    .describe('The record of what the team does.'),
  screen: z
    .strictObject({
      leaveTyping: z
        .string()
        .regex(/^ctrl\+([a-gk-ln-z]|\\|\]|\^|_)$/, {
          error: 'expected ctrl+ and a letter (not h, i, j or m, which are Backspace, Tab and Enter)',
        })
        .exactOptional()
        .describe('The key that leads out of typing mode. Default: `ctrl+q`.'),
    })
    .exactOptional()
    .describe('The screen.'),
  notify: commandLine()
    .exactOptional()
    .describe(
      'Program and arguments, started for everything that waits for a person, with `HARMONY_ATTENTION_TITLE` and friends in its environment.',
    ),
}) satisfies z.ZodType<HarmonyConfig>;

/** The front matter of `roles/NAME.md`. */
export const roleSchema = z.strictObject({
  name: text().exactOptional().describe("Name of the role. It is the file's name and need not be repeated."),
  tier: z.int().min(1).max(9).exactOptional().describe('Level in the team: 1 decides. Default: 3.'),
  expertise: z
    .array(text())
    .exactOptional()
    .describe('What the role is good at, a few words each: shown to the others, and used to give out tasks.'),
  delegatesTo: z
    .array(text())
    .exactOptional()
    .describe('Roles that it may delegate to, `["*"]` for all of them. A role that may delegate is an orchestrator. Default: none.'),
  paths: z.array(text()).exactOptional().describe('Globs that its sessions may claim and edit. Default: everything.'),
  client: text().exactOptional().describe('Agent client. Default: `claude-code`.'),
  model: text().exactOptional().describe("Model, as the client names it. Default: the client's own."),
  permissionMode: text().exactOptional().describe("Permission mode, as the client names it. Default: the client's own."),
  count: count().exactOptional().describe('How many sessions of this role there are where the team does not say. Default: 1.'),
});

export type RoleFrontMatter = z.infer<typeof roleSchema>;
