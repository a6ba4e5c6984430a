import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {killAndWait} from '../e2e/project.ts';
import {ClaudeTeam} from '../support/team.ts';

/** Three real clients start, work and end on a small machine that does other things meanwhile. */
const TIMEOUT = 150_000;

const bash = (command: string) => ({tools: [{name: 'Bash', input: {command, description: 'a test command'}}]});
const write = (path: string, content: string) => ({tools: [{name: 'Write', input: {file_path: path, content}}]});
const team = (tool: string, input: Record<string, unknown>) => ({tools: [{name: `mcp__plugin_harmony_harmony__${tool}`, input}]});

/** A turn that begins when the test says so: until then the session is busy. */
function held<T>(reply: T): {turn: () => Promise<T>; release: () => void} {
  const {promise, resolve} = Promise.withResolvers<T>();
  return {turn: () => promise, release: () => resolve(reply)};
}

describe('a team of real Claude Code sessions', {timeout: TIMEOUT}, () => {
  test('three sessions start and work, and the board knows them', async () => {
    const member = (name: string) => ({
      prompt: `Write ${name}.txt.`,
      permissionMode: 'acceptEdits',
      turns: [write(`${name}.txt`, `by ${name}`), {text: 'Written.'}],
    });
    const sessions = await ClaudeTeam.start({ada: member('ada'), bob: member('bob'), cyd: member('cyd')});
    for (const name of ['ada', 'bob', 'cyd']) {
      await sessions.api.heard(name, new RegExp(`${name}\\.txt`));
      await sessions.reaches(name, 'idle');
      expect(readFileSync(join(sessions.project.folder, `${name}.txt`), 'utf8')).toBe(`by ${name}`);
      await sessions.shows(name, 'Written.');
    }
    const board = await sessions.project.board();
    expect(board.sessions).toMatchObject(
      ['ada', 'bob', 'cyd'].map((id) => ({
        id,
        role: 'builder',
        tier: 2,
        client: 'claude-code',
        incarnation: 1,
        state: 'idle',
        heartbeat: {action: 'Write', target: `${id}.txt`, source: 'hook'},
      })),
    );
    expect(board.claims.map(({holder, resources, automatic}) => ({holder, resources, automatic}))).toEqual(
      expect.arrayContaining(['ada', 'bob', 'cyd'].map((holder) => ({holder, resources: [`${holder}.txt`], automatic: true}))),
    );
  });

  test('bob is refused the file that ada holds, and reads why', async () => {
    // Old clients refuse by themselves to write a file that was not read.
    const begin = held({tools: [{name: 'Read', input: {file_path: 'shared.txt'}}]});
    let refusal = {text: '', isError: false};
    const sessions = await ClaudeTeam.start({
      ada: {prompt: 'Write it.', permissionMode: 'acceptEdits', turns: [write('shared.txt', 'by ada'), {text: 'Mine.'}]},
      bob: {
        prompt: 'Write it too.',
        permissionMode: 'acceptEdits',
        turns: [
          begin.turn,
          write('shared.txt', 'by bob'),
          (conversation) => {
            refusal = conversation.results[0] ?? refusal;
            return {text: 'Then I wait.'};
          },
        ],
      },
    });
    await sessions.api.heard('ada', /Write it/);
    await sessions.reaches('ada', 'idle');
    begin.release();
    await sessions.api.heard('bob', /shared\.txt.*\bada\b/);
    await sessions.reaches('bob', 'idle');
    expect(refusal.isError).toBe(true);
    expect(refusal.text).toMatch(/shared\.txt.*\bada\b/);
    expect(readFileSync(join(sessions.project.folder, 'shared.txt'), 'utf8')).toBe('by ada');
    expect((await sessions.project.ok('claims', '--json')).stdout).toContain('shared.txt');
  });

  test('a message of ada reaches bob at work and cyd at rest', async () => {
    const send = held(team('send', {to: 'all', subject: 'the port', body: 'It is 4000 from now on.'}));
    const work = held(bash('echo busy'));
    const sessions = await ClaudeTeam.start({
      ada: {prompt: 'Tell them.', turns: [send.turn, {text: 'Told.'}]},
      bob: {prompt: 'Work.', turns: [work.turn, {text: 'Noted.'}]},
      cyd: {turns: [{text: 'Noted too.'}]},
    });
    await sessions.api.heard('bob', /Work\./);
    await sessions.reaches('cyd', 'idle');
    send.release();
    const atRest = await sessions.api.heard('cyd', /It is 4000 from now on/);
    expect(atRest.news).toContain('from ada');
    work.release();
    const atWork = await sessions.api.heard('bob', /It is 4000 from now on/);
    expect(atWork.results[0]?.text).toContain('busy');
    const {messages} = await sessions.project.until(async () => {
      const board = await sessions.project.board();
      const seen = board.messages[0]?.deliveries.every(({state}) => state === 'seen');
      return seen && board;
    }, 'both deliveries are seen');
    expect(messages[0]).toMatchObject({from: 'ada', authority: 'peer', subject: 'the port'});
    expect(messages[0]?.deliveries.map(({recipient}) => recipient).sort()).toEqual(['bob', 'cyd']);
  });

  test('a permission prompt is answered from the board', async () => {
    const sessions = await ClaudeTeam.start({ada: {prompt: 'Touch it.', turns: [bash('touch made.txt'), {text: 'Made.'}]}});
    await sessions.reaches('ada', 'waiting');
    const {attention} = await sessions.project.board();
    expect(attention).toMatchObject([{kind: 'permission', session: 'ada', title: 'Bash touch made.txt', state: 'open'}]);
    expect((await sessions.run('type', 'ada', 'do not type this', '--enter')).exitCode).not.toBe(0);
    await sessions.project.ok('approve', 'ada');
    await sessions.reaches('ada', 'idle');
    expect(existsSync(join(sessions.project.folder, 'made.txt'))).toBe(true);
    expect((await sessions.project.board()).attention).toEqual([]);
  });

  test('the words of the person are typed into an idle session', async () => {
    const sessions = await ClaudeTeam.start({ada: {turns: [{text: 'Hello, person.'}]}});
    await sessions.reaches('ada', 'idle');
    await sessions.project.until(
      async () => (await sessions.run('type', 'ada', 'Good morning.', '--enter')).exitCode === 0,
      'the prompt is there',
    );
    await sessions.api.heard('ada', /Good morning\./);
    await sessions.reaches('ada', 'idle');
    await sessions.shows('ada', 'Hello, person.');
  });

  test('the screen is killed and attached again: the session does not notice', async () => {
    const later = held({text: 'Said after the screen was gone.'});
    const sessions = await ClaudeTeam.start({ada: {prompt: 'Think.', turns: [later.turn]}});
    await sessions.api.heard('ada', /Think\./);
    using first = sessions.attach();
    await first.sees('Think.');
    await killAndWait(first.pid);
    later.release();
    await sessions.reaches('ada', 'idle');
    using second = sessions.attach();
    await second.sees('Said after the screen was gone.');
    expect(await sessions.project.session('ada')).toMatchObject({incarnation: 1, alive: true});
    second.press('q');
    expect(await second.left()).toBe(0);
  });

  test('a session that is killed -9 goes on with its conversation', async () => {
    const sessions = await ClaudeTeam.start({
      ada: {prompt: 'Remember the word heron.', turns: [bash('echo noted'), {text: 'Noted.'}, {text: 'Heron.'}]},
      bob: {},
    });
    await sessions.api.heard('ada', /noted/);
    await sessions.reaches('ada', 'idle');
    const {pid, conversation} = await sessions.project.session('ada');
    await killAndWait(pid ?? 0);
    await sessions.project.until(async () => (await sessions.project.session('ada')).incarnation === 2, 'it is started again');
    await sessions.reaches('ada', 'idle');
    expect((await sessions.project.session('ada')).conversation).toBe(conversation);
    await sessions.project.ok('send', 'ada', 'Which word was it?');
    const {text} = await sessions.api.heard('ada', /Which word was it\?/);
    expect(text).toContain('Remember the word heron.');
  });

  test('down leaves no process, and up goes on with every conversation', async () => {
    const sessions = await ClaudeTeam.start({
      ada: {prompt: 'Remember the word crane.', turns: [bash('echo noted'), {text: 'Noted.'}, {text: 'Crane.'}]},
      bob: {prompt: 'Begin.', turns: [bash(`node -e 'setTimeout(() => {}, 300_000)'`)]},
    });
    await sessions.api.heard('ada', /noted/);
    await sessions.reaches('ada', 'idle');
    await sessions.reaches('bob', 'waiting');
    await sessions.project.ok('approve', 'bob');
    await sessions.project.until(async () => sessions.processes().some((command) => command.includes('300_000')), 'its command runs');
    await sessions.project.ok('down');
    expect(sessions.processes()).toEqual([]);
    await sessions.project.up();
    await sessions.reaches('ada', 'idle');
    await sessions.project.ok('send', 'ada', 'Which word was it?');
    const {text} = await sessions.api.heard('ada', /Which word was it\?/);
    expect(text).toContain('Remember the word crane.');
  });
});
