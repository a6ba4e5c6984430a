import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {agentClients} from '../clients.ts';

/** What is there, as far as files tell. */
export interface ProjectFacts {
  readonly name: string;
  readonly git: boolean;
  readonly language: string | null;
  readonly packageManager: string | null;
  readonly test: string | null;
  /** There is something that people see and use. */
  readonly userInterface: boolean;
  /** Installed agent clients. */
  readonly clients: readonly {readonly id: string; readonly version: string | null}[];
}

interface PackageFile {
  readonly name?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const LOCK_FILES = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'package-lock.json': 'npm',
  'uv.lock': 'uv',
  'poetry.lock': 'poetry',
} as const;

/** The first file that is there decides. */
const LANGUAGES = {
  'tsconfig.json': 'TypeScript',
  'package.json': 'JavaScript',
  'Cargo.toml': 'Rust',
  'go.mod': 'Go',
  'pyproject.toml': 'Python',
  'setup.py': 'Python',
  'requirements.txt': 'Python',
  'pom.xml': 'Java',
  'build.gradle': 'Java',
  'build.gradle.kts': 'Kotlin',
  Gemfile: 'Ruby',
  'composer.json': 'PHP',
} as const;

const USER_INTERFACES = [
  'react',
  'vue',
  'svelte',
  'preact',
  'solid-js',
  '@angular/core',
  'ink',
  'electron',
  'react-native',
  'next',
  'astro',
];

export async function findFacts(project: string, environment: Readonly<Record<string, string | undefined>>): Promise<ProjectFacts> {
  const has = (name: string): boolean => existsSync(join(project, name));
  const packageFile = readPackage(project);
  const packageManager = firstOf(LOCK_FILES, has) ?? (packageFile ? 'npm' : null);
  return {
    name: packageFile?.name?.replace(/^@[^/]+\//, '') || basename(project),
    git: has('.git'),
    language: firstOf(LANGUAGES, has),
    packageManager,
    test: testCommandOf(project, packageFile, packageManager, has),
    userInterface: hasUserInterface(packageFile, has),
    clients: await installedClients(environment),
  };
}

const firstOf = (table: Readonly<Record<string, string>>, has: (name: string) => boolean): string | null =>
  Object.entries(table).find(([name]) => has(name))?.[1] ?? null;

function readPackage(project: string): PackageFile | null {
  try {
    return JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as PackageFile;
  } catch {
    // None, or one that its own tools will complain about.
    return null;
  }
}

function testCommandOf(
  project: string,
  packageFile: PackageFile | null,
  packageManager: string | null,
  has: (name: string) => boolean,
): string | null {
  const script = packageFile?.scripts?.test;
  // What `npm init` writes is no test.
  if (script && !script.includes('no test specified')) return packageManager === 'bun' ? 'bun run test' : `${packageManager ?? 'npm'} test`;
  if (has('Cargo.toml')) return 'cargo test';
  if (has('go.mod')) return 'go test ./...';
  if (has('Makefile') && /^test:/m.test(readFileSync(join(project, 'Makefile'), 'utf8'))) return 'make test';
  const isPython = has('pyproject.toml') || has('setup.py') || has('requirements.txt');
  if (isPython) return packageManager === 'uv' ? 'uv run pytest' : packageManager === 'poetry' ? 'poetry run pytest' : 'pytest';
  if (has('mvnw')) return './mvnw test';
  if (has('gradlew')) return './gradlew test';
  return null;
}

function hasUserInterface(packageFile: PackageFile | null, has: (name: string) => boolean): boolean {
  const packages = Object.keys({...packageFile?.dependencies, ...packageFile?.devDependencies});
  return has('index.html') || has('public/index.html') || packages.some((name) => USER_INTERFACES.includes(name));
}

async function installedClients(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{id: string; version: string | null}[]> {
  const found = await Promise.all(agentClients.map(async (client) => ({id: client.id, detection: await client.detect(environment, {})})));
  return found.flatMap(({id, detection}) => (detection.found ? [{id, version: detection.version}] : []));
}
