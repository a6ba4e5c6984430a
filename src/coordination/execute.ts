import type {Command, Verdict} from '../core/index.ts';
import type {TeamStore} from '../journal/team-store.ts';
import type {ProjectPaths} from './project-paths.ts';

/** At one door for all who give commands: whatever way a file is named, claims know it by its real name. */
export async function executeByRealNames(store: TeamStore, paths: ProjectPaths, command: Command): Promise<Verdict> {
  const real = paths.inCommand(command.body);
  if (typeof real !== 'string') return (await store.execute({...command, body: real})).verdict;
  const remedy = 'Name files of the project by their real names.';
  return {ok: false, refusal: {code: 'invalid', message: `${real}.`, remedy, details: {}}};
}
