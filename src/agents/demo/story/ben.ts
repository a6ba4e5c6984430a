import type {DemoSession} from '../session.ts';
import {ROUTER_AFTER, ROUTER_BEFORE, SERVER_BEFORE, STORE} from '../todo/source.ts';
import {ORCHESTRATOR, PHRASES, TESTER} from './cast.ts';
import {messageIn, taskIn} from './mail-ids.ts';

/** The builder: writes the API under one claim, lets go of it when asked, and mends what the tests find. */
export async function playBuilder(session: DemoSession): Promise<void> {
  const task = taskIn(await session.mail(PHRASES.buildTask), PHRASES.buildTask);
  await session.step('begin', async () => {
    await session.harmony('accept', task);
    await session.say('I claim all of src/ while I build: the three files have to fit together.');
    await session.harmony('claim', 'src/**', '--why', 'store, router and server are being built');
    return '';
  });
  await session.step('store', async () => done(session.write('src/store.js', STORE)));
  await session.step('server', async () => {
    await session.write('src/server.js', SERVER_BEFORE);
    const news = `${PHRASES.serverIsThere}; the router comes next. I keep src/** until it is done.`;
    await session.harmony('send', TESTER, news, '--subject', 'Server');
    return '';
  });
  await session.step('router', async () => {
    await session.think(1.5, 'Thinking about routes');
    return done(session.write('src/router.js', ROUTER_BEFORE));
  });
  await session.step('check', async () => {
    await session.run(['node', '--check', 'src/server.js']);
    return '';
  });
  const wish = await session.mail(PHRASES.needsExport);
  await session.step('hand over src', async () => {
    await session.say(`${TESTER} needs src/server.js. My files are written, so I let go of them and answer.`);
    await session.harmony('release', 'src/**');
    await session.harmony('reply', messageIn(wish, PHRASES.needsExport), `${PHRASES.released}: go ahead with the export.`);
    await session.harmony('done', task, 'Store, router and server are written and load.');
    return '';
  });
  const bug = taskIn(await session.mail(PHRASES.fixTask), PHRASES.fixTask);
  await session.step('fix', async () => {
    await session.harmony('accept', bug);
    await session.write('src/router.js', ROUTER_AFTER);
    await session.harmony('done', bug, `In src/router.js ${PHRASES.fixed} now.`);
    await session.say(`Done. ${ORCHESTRATOR} hears of it by itself.`);
    return '';
  });
}

async function done(work: Promise<unknown>): Promise<string> {
  await work;
  return '';
}
