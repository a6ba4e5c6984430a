import type {DemoSession} from '../session.ts';
import {PACKAGE_JSON} from '../todo/source.ts';
import {BUILDER, PHRASES, TESTER} from './cast.ts';

/** The orchestrator: splits the work, passes on what the tests find, and reports to the person. */
export async function playOrchestrator(session: DemoSession): Promise<void> {
  await session.step('plan', async () => {
    await session.think(1.2, 'Planning');
    await session.say(
      `A Todo API on node:http, without dependencies. ${BUILDER} builds the store and the server, ${TESTER} writes tests and docs.`,
    );
    await session.write('package.json', PACKAGE_JSON);
    await session.harmony('release', '--all');
    return '';
  });
  await session.step('delegate the server', async () => {
    const body = 'Files: src/**. GET, POST, PATCH and DELETE on /todos, todos in memory, plain node:http.';
    await session.harmony('delegate', BUILDER, PHRASES.buildTask, '--body', body, '--check', 'node --check src/server.js');
    return '';
  });
  await session.step('delegate the tests', async () => {
    const body = 'Files: test/**, docs/**. Test over real http, one test for each rule of the API.';
    await session.harmony('delegate', TESTER, PHRASES.testTask, '--body', body, '--check', 'node --test');
    await session.say('Both have their task. I come back when they report.');
    return '';
  });
  const report = await session.mail(PHRASES.testsReported);
  if (report.text.includes(PHRASES.titleMissing)) await passOnTheBug(session);
  await session.mail(PHRASES.testsOver);
  await session.step('report', async () => {
    await session.think(1, 'Looking at the board');
    const passed = (await session.mail(PHRASES.testsOver)).text.includes(PHRASES.testsPass);
    await session.harmony('status');
    await session.say(
      passed ? 'Everything is done and checked. I report to you.' : 'The tests still fail. I report to you what is missing.',
    );
    const subject = passed ? PHRASES.finished : PHRASES.unfinished;
    const body = passed
      ? 'Store, server, tests and docs are there, and the tests pass.'
      : `${TESTER} could not get all tests to pass: see the task's result.`;
    await session.harmony('send', 'human', body, '--subject', subject);
    return '';
  });
}

async function passOnTheBug(session: DemoSession): Promise<void> {
  await session.step('hand over the bug', async () => {
    await session.say(`A missing title has to be refused. That is in src/router.js, so it goes to ${BUILDER}.`);
    const body = `POST /todos without a title, or with a blank one, answers 201. File: src/router.js. ${TESTER} has the test.`;
    await session.harmony('delegate', BUILDER, PHRASES.fixTask, '--body', body, '--check', 'node --check src/router.js');
    return '';
  });
  await session.mail(PHRASES.fixed);
  await session.step('ask for another run', async () => {
    await session.harmony('send', TESTER, `${BUILDER} has fixed the missing title: ${PHRASES.runAgain}.`, '--subject', 'Fixed');
    return '';
  });
}
