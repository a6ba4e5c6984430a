import {z} from 'zod';
import type {Claim, ClaimWait} from '../../core/index.ts';
import type {McpSession} from './session.ts';
import {defineTool, execute} from './tool.ts';

const MINUTE = 60_000;

const resources = z
  .array(z.string().min(1))
  .min(1)
  .describe('Paths or globs relative to the project ("src/api/**"), or things with a name ("service:email").');

interface InLine {
  readonly wait: ClaimWait;
  readonly behind: readonly string[];
  readonly warnings: readonly string[];
}

const describeLine = ({wait, behind}: InLine): string =>
  `You are in the line (${wait.id}), behind ${behind.join(', ')}. Do not edit what you asked for yet: a message tells you when it is yours, or that it was not free in time. Release ${wait.id} if you do not need it any more.`;

async function handOver(
  session: McpSession,
  to: string,
  what: {readonly claims?: string[]; readonly resources?: string[]},
): Promise<string> {
  const {given} = await execute<{given: readonly {from: string; claim: Claim}[]}>(session, {type: 'claim.give', to, ...what});
  return `${to} holds it now, and is told: ${given.map(({from, claim}) => `${from} became ${claim.id}`).join(', ')}.`;
}

export const claimTools = [
  defineTool({
    name: 'claim',
    description:
      'Claim files or named things before you work on them, all or nothing: while you hold a claim nobody else can edit what it covers. A single file is claimed by your first edit of it; use this for more than one. Fails with the holder, the reason and the expiry when somebody else has it, unless you give wait_minutes.',
    input: z.object({
      resources,
      reason: z.string().min(1).describe('What you are going to do, for those who run into the claim.'),
      mode: z.enum(['exclusive', 'shared']).default('exclusive').describe('shared: others may also hold it shared, nobody exclusively.'),
      everything: z.boolean().optional().describe('Yes, all files of the project: "**" is refused otherwise.'),
      wait_minutes: z
        .number()
        .positive()
        .optional()
        .describe(
          'When somebody else has it, stand in the line for it so long. You go on with other work: a message tells you when it is yours.',
        ),
      minutes: z.number().positive().optional().describe("How long without any sign of work; the team's default when left out."),
    }),
    async run(session, {minutes, wait_minutes: patience, everything, ...wanted}) {
      const ttl = minutes === undefined ? {} : {ttl: Math.round(minutes * MINUTE)};
      const all = everything ? {everything} : {};
      // A tool call must not be held for minutes: its turn comes as a message.
      const line = patience === undefined ? {} : ({wait: Math.round(patience * MINUTE), tell: 'message'} as const);
      const value = await execute<{claim: Claim; warnings: readonly string[]} | InLine>(session, {
        type: 'claim',
        ...wanted,
        ...ttl,
        ...all,
        ...line,
      });
      const doubts = value.warnings.map((warning) => `\n${warning}`).join('');
      if ('wait' in value) return `${describeLine(value)}${doubts}`;
      const {claim} = value;
      const left = Math.round((claim.expiresAt - claim.grantedAt) / MINUTE);
      return `${claim.id} is yours (${claim.mode}): ${wanted.resources.join(', ')}. It ends after ${left} minutes without work, or when you release it.${doubts}`;
    },
  }),
  defineTool({
    name: 'release',
    description:
      'Release claims of yours as soon as you are done with what they cover: by id, by resources, or all. Also gives up a place in the line.',
    input: z.object({
      claims: z.array(z.string()).optional().describe('Ids, such as "C-12", or "W-3" for a place in the line.'),
      resources: resources.optional(),
      all: z.boolean().optional().describe('Every claim of yours.'),
      give_to: z.string().min(1).optional().describe('A session that gets them instead, without their ever being free; it is told.'),
    }),
    async run(session, {claims, resources: released, all, give_to: to}) {
      if (to !== undefined) return handOver(session, to, {...(claims ? {claims} : {}), ...(released ? {resources: released} : {})});
      const which = {...(claims ? {claims} : {}), ...(released ? {resources: released} : {}), ...(all ? {all} : {})};
      const value = await execute<{released: readonly string[]}>(session, {type: 'release', ...which});
      return value.released.length > 0
        ? `Released: ${value.released.join(', ')}.`
        : 'Nothing was released: no claim of yours is like that.';
    },
  }),
];
