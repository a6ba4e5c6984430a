import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';
import {FileJournal} from '../../src/journal/file/file-journal.ts';
import {projectFiles} from '../../src/protocol/layout.ts';
import {TestProject} from '../e2e/project.ts';
import {type Judgement, judgeJournal, judgeLines, readLines} from './judge.ts';

const KEEPER = fileURLToPath(new URL('keeper.py', import.meta.url));
const ATTACK = fileURLToPath(new URL('attack.py', import.meta.url));
const SUPERVISOR = fileURLToPath(new URL('../../dist/supervisor.js', import.meta.url));
const WORKERS = 16;

export interface AttackResult {
  /** How often processes were killed, stopped and started. */
  readonly counts: Readonly<Record<string, number>>;
  readonly judgement: Judgement;
  readonly journal: ReturnType<typeof judgeJournal>;
  readonly events: number;
  /** The same attack on a claim that is read, decided on and written. */
  readonly naive: {readonly counts: Readonly<Record<string, number>>; readonly judgement: Judgement};
}

/** Sixteen real processes and a real supervisor of the built program, in a folder of their own. */
export async function attack(seconds: number, killsPerSecond: number): Promise<AttackResult> {
  await using project = new TestProject([{name: 'idle', run: 'exec cat'}]);
  const files = projectFiles(project.folder);
  const root = dirname(project.folder);
  const folder = (name: string): string => {
    mkdirSync(join(root, name));
    return join(root, name);
  };
  // Detached, so that it outlives a Ctrl-C and ends what that leaves behind.
  const keeper = execa('python3', [KEEPER, root], {stdin: 'pipe', stderr: 'inherit', detached: true, cleanup: false});
  mkdirSync(files.run, {recursive: true, mode: 0o700});
  const [log, naiveLog] = [join(root, 'oracle.log'), join(root, 'naive.log')];
  const settings = {
    seconds,
    killsPerSecond,
    workers: WORKERS,
    socket: files.control,
    supervisor: [process.execPath, SUPERVISOR, '--project', project.folder],
    supervisorLog: files.supervisorLog,
    env: project.env,
    work: folder('work'),
    naive: folder('naive'),
    log,
    naiveLog,
  };
  try {
    const {stdout} = await execa('python3', [ATTACK, JSON.stringify(settings)], {stderr: 'inherit'});
    const counted = JSON.parse(stdout) as {counts: Record<string, number>; naive: Record<string, number>};
    const lines = readLines(readFileSync(log, 'utf8'));
    const journal = new FileJournal(files.journal);
    const events = journal.read(0, Number.MAX_SAFE_INTEGER);
    journal.close();
    return {
      counts: counted.counts,
      judgement: judgeLines(lines),
      journal: judgeJournal(lines, events),
      events: events.length,
      naive: {counts: counted.naive, judgement: judgeLines(readLines(readFileSync(naiveLog, 'utf8')))},
    };
  } finally {
    keeper.stdin?.end();
    await keeper;
  }
}

export const pythonIsThere = (): boolean => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'python3')));
