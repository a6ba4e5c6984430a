/** Does what `folder-worker.sh` does, over one connection that stays: as sessions do by their hooks and tools. */
import {appendFileSync, mkdirSync, rmdirSync} from 'node:fs';
import {join} from 'node:path';
import {RefusedError} from '../../../../src/client/control.ts';
import {joinTeam} from '../connection.ts';
import {jobOf, workWhenTold} from './member.ts';

export interface FolderJob {
  readonly project: string;
  readonly name: string;
  readonly times: number;
}

export interface FolderResult {
  readonly granted: number;
  readonly refused: number;
  readonly doubles: number;
}

const {project, name, times} = jobOf<FolderJob>();
const team = await joinTeam('supervisor', project, name);
let doubles = 0;

async function claim(file: string): Promise<boolean> {
  try {
    await team.run({type: 'claim', resources: [file], mode: 'exclusive', reason: ''});
    return true;
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

function tryTo(make: () => void): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}

await workWhenTold(async (): Promise<FolderResult> => {
  let granted = 0;
  let refused = 0;
  while (granted < times) {
    const file = `work/file-${Math.floor(Math.random() * 16)}.txt`;
    if (!(await claim(file))) {
      refused++;
      continue;
    }
    granted++;
    const path = join(project, file);
    // Only one can make a folder: whoever finds it there is the second holder of the file.
    if (!tryTo(() => mkdirSync(`${path}.held`))) doubles++;
    appendFileSync(path, `${name} ${granted}\n`);
    await team.run({type: 'heartbeat', action: 'editing', target: file, source: 'session'});
    tryTo(() => rmdirSync(`${path}.held`));
    await team.run({type: 'release', resources: [file]});
  }
  return {granted, refused, doubles};
});
process.exit();
