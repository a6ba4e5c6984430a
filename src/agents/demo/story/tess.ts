import type {DemoSession} from '../session.ts';
import {SERVER_AFTER} from '../todo/source.ts';
import {API_DOCS, API_TEST} from '../todo/tests-and-docs.ts';
import {BUILDER, ORCHESTRATOR, PHRASES} from './cast.ts';
import {taskIn} from './mail-ids.ts';

const RUN_TESTS = ['node', '--test'] as const;

/** The tester: runs into the builder's claim, asks, waits, and lets the tests say what is true. */
export async function playTester(session: DemoSession): Promise<void> {
  const task = taskIn(await session.mail(PHRASES.testTask), PHRASES.testTask);
  await session.step('begin', async () => {
    await session.harmony('accept', task);
    await session.harmony('claim', 'test/**', 'docs/**', '--why', 'tests and documentation');
    return '';
  });
  await session.step('docs', async () => {
    await session.write('docs/api.md', API_DOCS);
    return '';
  });
  await session.mail(PHRASES.serverIsThere);
  await session.step('collide', async () => {
    await session.say('A test has to start the server itself, so src/server.js must export it.');
    const refused = await session.write('src/server.js', SERVER_AFTER);
    await session.say(refused ? `${BUILDER} holds it. I ask instead of working around it.` : 'Nobody minded.');
    const wish = `May I export ${PHRASES.needsExport} from src/server.js? The tests have to start it on a free port.`;
    await session.harmony('send', BUILDER, wish, '--subject', 'Export of the server', '--needs-reply');
    return '';
  });
  await session.mail(PHRASES.released);
  await session.step('export', async () => {
    await session.say('It is mine now.');
    await session.write('src/server.js', SERVER_AFTER);
    await session.harmony('release', 'src/server.js');
    return '';
  });
  await session.step('tests', async () => {
    await session.write('test/api.test.js', API_TEST);
    return '';
  });
  const allowed = await session.step('first run', () => runFirst(session));
  await session.mail(PHRASES.runAgain);
  await session.step('last run', async () => {
    const passed = allowed === 'no' || (await session.run(RUN_TESTS)).code === 0;
    const summary = `${PHRASES.testsOver} ${passed ? PHRASES.testsPass : 'some tests fail'}.`;
    await session.harmony('done', task, summary, ...(passed ? [] : ['--failed']));
    await session.say(passed ? 'Tests and docs are done.' : 'I cannot call this done.');
    return '';
  });
}

/** Whether the person let it run the tests. Either way the missing title is found: by the tests, or by reading. */
async function runFirst(session: DemoSession): Promise<string> {
  const run = await session.runWithPermission(RUN_TESTS, 'Run the test suite of the API');
  if (!run) await session.say('Then I read the router instead, and leave the run to the acceptance check.');
  const how = run ? `${countOf(run.output, 'fail')} of ${countOf(run.output, 'tests')} fails` : 'not run, but read';
  await session.harmony('send', ORCHESTRATOR, `${PHRASES.testsReported} ${how}: ${PHRASES.titleMissing}.`, '--subject', 'Tests');
  return run ? 'yes' : 'no';
}

/** From the runner's summary, in either of its forms: `# fail 1`, `ℹ fail 1`. */
const countOf = (output: string, what: string): string => new RegExp(`^(?:#|ℹ) ${what} (\\d+)`, 'm').exec(output)?.[1] ?? '?';
