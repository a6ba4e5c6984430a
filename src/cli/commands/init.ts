import {basename} from 'node:path';
import {configFilesIn} from '../../config/find-project.ts';
import {trustProject} from '../../config/trust.ts';
import type {Context} from '../context.ts';
import {failedError} from '../errors.ts';
import {askForTeam, suggestTeam} from '../init/choose-team.ts';
import {findFacts, type ProjectFacts} from '../init/find-facts.ts';
import {writeTeam} from '../init/write-team.ts';
import type {Result} from '../output.ts';

interface Options {
  readonly yes: boolean;
  readonly force: boolean;
}

export async function init(_: object, {yes, force}: Options, context: Context): Promise<Result> {
  const {project, environment, output} = context;
  const existing = configFilesIn(project);
  if (existing.length > 0 && !force) {
    const names = existing.map((file) => basename(file)).join(', ');
    throw failedError(`${project} has a configuration already: ${names}.`, 'Use it (harmony up), or write it anew: harmony init --force', {
      project,
    });
  }
  const facts = await findFacts(project, environment);
  output.progress(describeFacts(project, facts));
  const suggested = suggestTeam(facts);
  const choice = yes || !context.interactive ? suggested : await askForTeam(suggested, facts, output);
  const files = writeTeam(project, choice, facts, force);
  // All that would be run there was just written by Harmony itself.
  trustProject(project, environment);
  return {text: describeFiles(files, facts), json: {project, found: facts, ...files}};
}

function describeFacts(project: string, {git, language, packageManager, test, clients}: ProjectFacts): string {
  return [
    `In ${project}:`,
    `  git: ${git ? 'yes' : 'no'}`,
    `  language: ${language ?? 'unknown'}`,
    `  package manager: ${packageManager ?? 'none'}`,
    `  tests: ${test ?? 'none found'}`,
    `  agent clients: ${clients.map(({id, version}) => [id, version].filter(Boolean).join(' ')).join(', ') || 'none found'}`,
  ].join('\n');
}

function describeFiles({written, kept}: ReturnType<typeof writeTeam>, {clients}: ProjectFacts): string {
  return [
    `Written: ${written.join(', ')}.`,
    ...(kept.length > 0 ? [`Left as they were: ${kept.join(', ')}.`] : []),
    clients.length > 0 ? 'Start the team: harmony up' : 'No agent client was found. What to install: harmony doctor. Then: harmony up',
  ].join('\n');
}
