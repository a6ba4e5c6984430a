import {accessSync, constants, existsSync, mkdtempSync, rmSync, statfsSync, statSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import process from 'node:process';
import {withSocketPath} from '../../platform/socket-path.ts';
import {projectFiles} from '../../protocol/layout.ts';
import {type Check, fail, ok, warn} from './check.ts';

/** Numbers of file systems (statfs) whose locks and memory maps do not reach other machines, which the journal needs. */
const NETWORK_FILE_SYSTEMS: Readonly<Record<number, string>> = {
  26985: 'NFS',
  4283649346: 'CIFS',
  4266872130: 'SMB2',
  20859: 'SMB',
  16914839: '9P',
  1702057286: 'FUSE',
};
/** Less than this and a busy day fills the rest. Bytes. */
const LITTLE_SPACE = 200 * 1024 * 1024;

/** The terminal, as far as it tells. */
export function checkTerminal(environment: Readonly<Record<string, string | undefined>>, stdout: NodeJS.WriteStream): Check[] {
  if (!stdout.isTTY) return [ok('terminal', 'there is none here: the screen needs one, the other commands do not')];
  const {columns = 0, rows = 0} = stdout;
  const colours = stdout.getColorDepth(environment);
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  return [
    columns >= 80 && rows >= 24
      ? ok('terminal size', `${columns}x${rows}`)
      : warn('terminal size', `${columns}x${rows}`, 'Make the window at least 80x24: the screen shows less in a smaller one.'),
    colours >= 24
      ? ok('colours', 'all of them')
      : warn(
          'colours',
          `${2 ** colours}`,
          'Colours of sessions are brought to the nearest. If the terminal can do more: COLORTERM=truecolor.',
        ),
    /utf-?8/i.test(locale)
      ? ok('characters', locale)
      : warn('characters', locale || 'no locale is set', 'Set a UTF-8 locale (LANG=C.UTF-8): sessions draw with more than ASCII.'),
  ];
}

/** May the team live in this folder? */
export async function checkFolder(project: string): Promise<Check[]> {
  const {harmony, run} = projectFiles(project);
  try {
    accessSync(existsSync(harmony) ? harmony : project, constants.W_OK);
  } catch {
    return [fail('folder', `${project} may not be written to`, 'Give yourself the right to write there, or work in a copy.')];
  }
  return [ok('folder', project), ...checkPrivacy(run), checkFileSystem(project), checkSpace(project), await checkSocket(project)];
}

function checkPrivacy(run: string): Check[] {
  const stats = statSync(run, {throwIfNoEntry: false});
  if (!stats) return [];
  if (process.getuid && stats.uid !== process.getuid())
    return [fail('private files', `${run} belongs to another user`, `Remove it, or take it over: sudo chown -R "$USER" ${run}`)];
  return (stats.mode & 0o077) === 0
    ? [ok('private files', `${run} is yours alone`)]
    : [fail('private files', `${run} can be read by others: it holds tokens and the journal`, `chmod 700 ${run}`)];
}

function checkFileSystem(project: string): Check {
  const name = NETWORK_FILE_SYSTEMS[statfsSync(project).type];
  return name === undefined
    ? ok('file system', 'local')
    : warn('file system', name, 'The journal needs the locks of a local disk: several machines must not run a team in this same folder.');
}

function checkSpace(project: string): Check {
  const {bavail, bsize} = statfsSync(project);
  const free = bavail * bsize;
  return free >= LITTLE_SPACE
    ? ok('free space', `${Math.round(free / 1024 ** 2)} MB`)
    : warn(
        'free space',
        `${Math.round(free / 1024 ** 2)} MB`,
        'Make room: when the disk is full, commands are refused until there is some.',
      );
}

/** Some shared folders (of virtual machines, of containers) take files but no sockets. */
async function checkSocket(project: string): Promise<Check> {
  const {run} = projectFiles(project);
  const folder = existsSync(run) ? run : project;
  const place = mkdtempSync(join(folder, '.harmony-doctor-'));
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      withSocketPath(join(place, 'test.sock'), (path) => server.listen(path, resolve));
    });
    return ok('sockets', 'can be made here');
  } catch (error) {
    return fail(
      'sockets',
      `none can be made in ${folder}: ${error instanceof Error ? error.message : error}`,
      'Move the project to a local file system.',
    );
  } finally {
    server.close();
    rmSync(place, {recursive: true, force: true});
  }
}
