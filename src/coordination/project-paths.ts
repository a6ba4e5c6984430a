import {readlinkSync, realpathSync, statSync} from 'node:fs';
import {basename, dirname, isAbsolute, join, relative, resolve, sep} from 'node:path';
import {type CommandBody, type SessionSpec, withRealNames} from '../core/index.ts';

/** As many as the kernel follows. */
const MOST_LINKS = 40;
/** As long as the kernel takes. Characters. */
const LONGEST_PATH = 4_096;

/**
 * The names of a project's files as claims know them: relative to its root, with `/`, links followed, accents composed, and in small letters where
 * the file system makes no difference. So two names of one file are one name.
 */
export class ProjectPaths {
  readonly #project: string;
  readonly #folds: boolean;

  /** The root has to be a real path itself. */
  constructor(project: string, folds: boolean = ignoresCase(project)) {
    this.#project = project;
    this.#folds = folds;
  }

  /** `null`: it lies outside, or is the root. */
  nameOf(path: string, cwd: string = this.#project): string | null {
    return this.#relative(isAbsolute(path) ? path : resolve(cwd, path)) || null;
  }

  /** The command by the real names of what it is about. A text: what is wrong with it. */
  inCommand(body: CommandBody): CommandBody | string {
    if (body.type === 'team.configure') return this.#inRules(body);
    if (body.type === 'session.join') return {...body, spec: this.#inRole(body.spec)};
    if (body.type === 'edit') return Array.isArray(body.paths) ? {...body, paths: body.paths.map(this.#nameInside)} : body;
    if (body.type !== 'claim' && body.type !== 'release' && body.type !== 'claim.give' && body.type !== 'claim.check') return body;
    if (!Array.isArray(body.resources)) return body;
    const resources: string[] = [];
    for (const text of body.resources) {
      const real = typeof text === 'string' ? withRealNames(text, this.#realName, this.#fold) : [text];
      if (real === null) return `${text} leads out of the project through a link`;
      resources.push(...real);
    }
    return {...body, resources};
  }

  /** Patterns of the configuration name no particular file. */
  #inRules(body: CommandBody & {type: 'team.configure'}): CommandBody {
    const enforcementByPath = body.policy.enforcementByPath.map((rule) => ({...rule, glob: this.#fold(rule.glob)}));
    return {...body, policy: {...body.policy, enforcementByPath}, sessions: body.sessions.map((spec) => this.#inRole(spec))};
  }

  #inRole(spec: SessionSpec): SessionSpec {
    return {...spec, paths: spec.paths.map(this.#fold)};
  }

  readonly #fold = (pattern: string): string => (this.#folds ? pattern.toLowerCase() : pattern);

  readonly #realName = (path: string): string | null => this.#relative(join(this.#project, path));

  /** What is outside, the core refuses by the name that it has. */
  readonly #nameInside = (path: string): string =>
    typeof path === 'string' && path.length <= LONGEST_PATH ? (this.nameOf(path) ?? path) : path;

  /** Empty for the root. */
  #relative(path: string): string | null {
    const inside = relative(this.#project, realPath(path));
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
    return this.#fold(inside.split(sep).join('/').normalize('NFC'));
  }
}

/**
 * The file need not be there yet: its nearest existing folder is resolved, and a link that leads to nothing leads to what would be made by writing
 * through it.
 */
function realPath(path: string, links = 0): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    if (parent === path) return path;
    const place = join(realPath(parent, links), basename(path));
    const target = links < MOST_LINKS ? targetOf(place) : null;
    return target === null ? place : realPath(resolve(dirname(place), target), links + 1);
  }
}

/** `null`: it is no link. */
function targetOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** Is a file found under its name in other letters, too? `.harmony` is in every project. */
function ignoresCase(project: string): boolean {
  try {
    const [one, two] = ['.harmony', '.HARMONY'].map((name) => statSync(join(project, name)));
    return one?.ino === two?.ino && one?.dev === two?.dev;
  } catch {
    return false;
  }
}
