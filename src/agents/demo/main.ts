import {watch, writeFileSync} from 'node:fs';
import process from 'node:process';
import {readLaunchFile} from './launch-file.ts';
import {Progress} from './progress.ts';
import {Pane} from './screen/pane.ts';
import {DemoSession} from './session.ts';
import {playBuilder} from './story/ben.ts';
import {BUILDER, ORCHESTRATOR, TESTER} from './story/cast.ts';
import {playOrchestrator} from './story/olivia.ts';
import {playTester} from './story/tess.ts';

/** A session of another name has no part in the story: it listens and answers. */
const PARTS: Readonly<Record<string, (session: DemoSession) => Promise<void>>> = {
  [ORCHESTRATOR]: playOrchestrator,
  [BUILDER]: playBuilder,
  [TESTER]: playTester,
};

const launch = readLaunchFile(process.argv[2] ?? '');
const {HARMONY_GATEWAY = '', HARMONY_TOKEN = '', HARMONY_PROJECT = process.cwd(), HARMONY_DEMO_PACE = '1'} = process.env;

const pane = new Pane({
  stdin: process.stdin,
  stdout: process.stdout,
  name: launch.session,
  onWords: (words) => session.hear(words),
  onLeave: () => {
    pane.close();
    process.exit(0);
  },
});
const session = new DemoSession({
  identity: {url: HARMONY_GATEWAY, session: launch.session, token: HARMONY_TOKEN},
  project: HARMONY_PROJECT,
  pane,
  progress: new Progress(launch.progress),
  pace: Number(HARMONY_DEMO_PACE) || 0,
});

pane.open();
writeFileSync(launch.bell, '', {flag: 'a', mode: 0o600});
watch(launch.bell, () => session.ring());
await session.begin(launch.prompt);
await PARTS[launch.session]?.(session);
await session.listen();
