import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {featuresOf} from '../../src/agents/claude-code/versions.ts';
import {CLAUDE_VERSION} from '../support/claude.ts';
import {ClaudeSession} from '../support/claude-session.ts';

const features = featuresOf(CLAUDE_VERSION);

/** Real clients on small machines: a start takes seconds. */
const TIMEOUT = 90_000;

const bash = (command: string) => ({name: 'Bash', input: {command, description: 'a test command'}});
const write = (path: string, content: string) => ({name: 'Write', input: {file_path: path, content}});

describe('the Claude Code adapter with the real client', {timeout: TIMEOUT}, () => {
  test('a session starts: it has its instructions, its tools and its brief in the first request, and its files are private', async () => {
    const ada = await ClaudeSession.start({prompt: 'Begin.', turns: [{text: 'Hello.'}]});
    const first = await ada.api.heard('ada', /Begin\./);
    expect(first.system).toContain('You are ada');
    expect(first.system).toContain('Build what you are asked to build.');
    expect(first.text).toContain('BRIEF: bob holds src/server.ts');
    expect(first.tools).toContain('mcp__plugin_harmony_harmony__claim');
    await ada.hub.isIdle();
    expect(ada.events).toEqual(expect.arrayContaining(['SessionStart', 'ToolsListed']));
    expect(ada.hub.conversation ?? ada.plan.conversation).toBe(ada.plan.conversation);
    const files = readdirSync(ada.folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
    for (const file of files) expect(statSync(join(file.parentPath, file.name)).mode & 0o077, file.name).toBe(0);
    expect([...ada.plan.args, ...files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))].join()).not.toContain(
      'a-secret-of-ada',
    );
  });

  test('an edit of a file that somebody else holds does not happen, and the model reads why', async () => {
    let reason = '';
    const ada = await ClaudeSession.start({
      prompt: 'Write both files.',
      turns: [
        {tools: [write('held.txt', 'mine'), write('free.txt', 'mine')]},
        (conversation) => {
          reason = conversation.results.find(({isError}) => isError)?.text ?? '';
          return {text: 'I see.'};
        },
      ],
    });
    ada.hub.guard = async ([path = '']) =>
      path.endsWith('held.txt')
        ? {allowed: false, reason: 'held.txt is held by bob (C-1, "moves it") until 12:00. Message bob.'}
        : {allowed: true, warnings: []};
    await ada.hub.answer('allow');
    await ada.api.heard('ada', /is held by bob/);
    await ada.hub.isIdle();
    expect(reason).toContain('held.txt is held by bob (C-1, "moves it") until 12:00. Message bob.');
    expect(existsSync(join(ada.project, 'held.txt'))).toBe(false);
    expect(readFileSync(join(ada.project, 'free.txt'), 'utf8')).toBe('mine');
    expect(ada.hub.beats).toContainEqual({action: 'Write', target: 'held.txt', source: 'hook'});
  });

  test('a message reaches a busy session in the same turn, and is known to be seen', async () => {
    const ada = await ClaudeSession.start({
      prompt: 'Work.',
      turns: [
        () => {
          ada.hub.mail.push({id: 'M-1', text: 'the port is 4000'});
          return {tools: [bash('echo busy')]};
        },
        {text: 'Thanks.'},
      ],
    });
    const conversation = await ada.api.heard('ada', /the port is 4000/);
    expect(conversation.results[0]?.text).toContain('busy');
    await ada.hub.changed.until(() => ada.hub.seenMail.includes('M-1'));
    expect(ada.hub.injectedMail).toEqual([{messages: ['M-1'], evidence: 'hook PostToolBatch'}]);
  });

  test('a message wakes an idle session by the bell, and leaves a half-typed line alone', async () => {
    const ada = await ClaudeSession.start({prompt: 'Begin.', turns: [{text: 'First.'}, {text: 'Second.'}]});
    await ada.api.heard('ada', /Begin\./);
    await ada.hub.isIdle();
    ada.terminal.type('half a thou');
    await ada.terminal.shows(/❯.half a thou/);
    await ada.deliver({id: 'M-2', text: 'please review'});
    await ada.api.heard('ada', /please review/);
    await ada.hub.changed.until(() => ada.hub.seenMail.includes('M-2'));
    await ada.hub.isIdle();
    await ada.terminal.shows(/❯.half a thou/);
  });

  test('a message that comes while a turn ends keeps the session going', async () => {
    const ada = await ClaudeSession.start({
      prompt: 'Begin.',
      turns: [
        () => {
          ada.hub.mail.push({id: 'M-3', text: 'one more thing'});
          return {text: 'Done.'};
        },
        {text: 'That too.'},
      ],
    });
    await ada.api.heard('ada', /one more thing/);
    expect(ada.hub.injectedMail).toEqual([{messages: ['M-3'], evidence: 'hook Stop'}]);
    await ada.hub.isIdle();
  });

  test('a permission is asked on the board, and allowed there', async () => {
    const ada = await ClaudeSession.start({prompt: 'Touch it.', turns: [{tools: [bash('touch made.txt')]}, {text: 'Made.'}]});
    await ada.hub.changed.until(() => ada.hub.state.waiting === 'permission: Bash touch made.txt');
    await ada.terminal.shows(/Do you want to proceed\?/);
    expect(ada.hub.questions[0]?.choices.map(({id}) => id)).toEqual(['allow', 'allow-always', 'deny']);
    await ada.hub.answer('allow');
    await ada.hub.isIdle();
    expect(existsSync(join(ada.project, 'made.txt'))).toBe(true);
  });

  test('a permission that is denied on the board does not happen, and the model reads the person’s words', async () => {
    const ada = await ClaudeSession.start({prompt: 'Touch it.', turns: [{tools: [bash('touch made.txt')]}, {text: 'Then not.'}]});
    await ada.hub.answer('deny', 'Not in this folder.');
    await ada.api.heard('ada', /Not in this folder\./);
    await ada.hub.isIdle();
    expect(existsSync(join(ada.project, 'made.txt'))).toBe(false);
  });

  test('a permission that is answered in the pane is withdrawn from the board', async () => {
    const ada = await ClaudeSession.start({prompt: 'Touch it.', turns: [{tools: [bash('touch made.txt')]}, {text: 'Made.'}]});
    const question = await ada.hub.changed.until(() => ada.hub.questions[0]);
    await ada.terminal.shows(/Do you want to proceed\?/);
    // A dialog does not take keys in its first moment: asked again until it is gone.
    const answered = ada.hub.changed.until(() => ada.hub.withdrawn.find(({key}) => key === question.key));
    const again = setInterval(() => ada.terminal.type('1'), 700);
    await answered;
    clearInterval(again);
    await ada.hub.changed.until(() => ada.hub.state.waiting === null);
    await ada.hub.changed.until(() => existsSync(join(ada.project, 'made.txt')));
  });

  test('the model’s own question is answered on the board', async () => {
    const options = [
      {label: 'sqlite', description: 'small'},
      {label: 'postgres', description: 'large'},
    ];
    const questions = [{question: 'Which database?', header: 'Database', multiSelect: false, options}];
    const ada = await ClaudeSession.start({
      prompt: 'Ask.',
      turns: [{tools: [{name: 'AskUserQuestion', input: {questions}}]}, {text: 'Good choice.'}],
    });
    const asked = await ada.hub.answer('postgres');
    expect(asked).toMatchObject({kind: 'question', title: 'Which database?', choices: [{id: 'sqlite'}, {id: 'postgres'}]});
    const {news} = await ada.api.heard('ada', /Which database\?"="postgres|Which database\?.*postgres/);
    expect(news).toContain('postgres');
  });

  test('a plan is approved on the board', async () => {
    const ada = await ClaudeSession.start({
      prompt: 'Plan it.',
      turns: [
        {tools: [{name: 'EnterPlanMode', input: {}}]},
        {tools: [{name: 'ExitPlanMode', input: {plan: '1. Do it.'}}]},
        {text: 'Off we go.'},
      ],
    });
    const asked = await ada.hub.answer('allow');
    expect(asked.kind).toBe('plan');
    await ada.terminal.shows(/Off we go\./);
    await ada.hub.isIdle();
  });

  test('the tools of the team are called without asking, and a refusal is read as an error', async () => {
    const commands: unknown[] = [];
    let refusal = {text: '', isError: false};
    const ada = await ClaudeSession.start({
      prompt: 'Claim.',
      execute: async (body) => {
        commands.push(body);
        const details = {};
        return {ok: false, refusal: {code: 'conflict', message: 'src/** is held by bob.', remedy: 'Message bob.', details}};
      },
      turns: [
        {tools: [{name: 'mcp__plugin_harmony_harmony__claim', input: {resources: ['src/**'], reason: 'moves it'}}]},
        (conversation) => {
          refusal = conversation.results[0] ?? refusal;
          return {text: 'Then not.'};
        },
      ],
    });
    await ada.api.heard('ada', /src\/\*\* is held by bob\. Message bob\./);
    await ada.hub.isIdle();
    expect(refusal.isError).toBe(true);
    expect(commands).toEqual([{type: 'claim', resources: ['src/**'], reason: 'moves it', mode: 'exclusive'}]);
    expect(ada.hub.questions).toEqual([]);
  });

  test('a session that was ended goes on with its conversation, and reads new instructions', async () => {
    const ada = await ClaudeSession.start({
      prompt: 'Remember the word heron.',
      turns: [{tools: [bash('echo noted')]}, {text: 'Noted.'}, {text: 'Heron.'}],
    });
    await ada.api.heard('ada', /noted/);
    await ada.hub.isIdle();
    ada.terminal.signal('SIGTERM');
    await ada.terminal.ended();
    const {conversation} = ada.plan;
    await ada.run({prompt: 'not given again', conversation});
    expect(ada.plan.args).toContain('--resume');
    expect(ada.plan.conversation).toBe(conversation);
    await ada.terminal.shows(/Remember the word heron/);
    await ada.hub.changed.until(() => ada.events.filter((event) => event === 'SessionStart').length === 2);
    await ada.deliver({id: 'M-4', text: 'which word was it?'});
    const {text} = await ada.api.heard('ada', /which word was it\?/);
    expect(text).toContain('Remember the word heron.');
    expect(text).not.toContain('not given again');
  });

  test('a session that ended before its first prompt starts again', async () => {
    const ada = await ClaudeSession.start({});
    await ada.hub.isIdle();
    ada.terminal.signal('SIGKILL');
    await ada.terminal.ended();
    await ada.run({prompt: 'Then begin now.', conversation: ada.plan.conversation});
    await ada.api.heard('ada', /Then begin now\./);
  });

  test('a session that was killed in its first turn, with nothing written down, starts again', async () => {
    const ada = await ClaudeSession.start({prompt: 'Begin.'});
    await ada.api.heard('ada', /Begin\./);
    ada.terminal.signal('SIGKILL');
    await ada.terminal.ended();
    await ada.run({prompt: 'Begin once more.', conversation: ada.plan.conversation});
    await ada.hub.changed.until(() => ada.events.filter((event) => event === 'SessionStart').length === 2);
    await ada.hub.isIdle();
  });

  test('without an answer from Harmony an edit does not happen, and everything else goes on', {
    skip: !features.failClosedHooks,
  }, async () => {
    const ada = await ClaudeSession.start({
      prompt: 'Work.',
      turns: [
        async () => {
          await ada.closeGateway();
          return {tools: [write('unguarded.txt', 'x'), bash('echo goes on')]};
        },
        {text: 'Understood.'},
      ],
    });
    const {results} = await ada.api.heard('ada', /goes on/);
    expect(results.map(({isError}) => isError)).toEqual([true, false]);
    expect(existsSync(join(ada.project, 'unguarded.txt'))).toBe(false);
  });

  test('after /clear it is a new conversation, and messages still arrive', async () => {
    const ada = await ClaudeSession.start({prompt: 'Begin.', turns: [{text: 'Hello.'}, {text: 'Noted.'}]});
    await ada.api.heard('ada', /Begin\./);
    await ada.hub.isIdle();
    ada.terminal.type('/clear');
    await ada.terminal.shows(/\/clear\s+(Start|Clear)/);
    ada.terminal.type('\r');
    await ada.hub.changed.until(() => ada.hub.conversation !== undefined && ada.hub.conversation !== ada.plan.conversation);
    await ada.deliver({id: 'M-5', text: 'are you there?'});
    const {text} = await ada.api.heard('ada', /are you there\?/);
    expect(text).not.toContain('Begin.');
    await ada.hub.isIdle();
  });

  test('a turn that fails leaves the session idle, and a person is told', async () => {
    const fail = () => {
      throw new Error('the model is out of order');
    };
    // New clients try again before they give up.
    const ada = await ClaudeSession.start({prompt: 'Begin.', turns: Array.from({length: 20}, () => fail)});
    const told = await ada.hub.changed.until(() => ada.hub.raised[0]);
    expect(told).toMatchObject({kind: 'notice', title: expect.stringContaining('the model is out of order')});
    await ada.hub.isIdle();
  });

  test('Esc ends a turn without a hook; the session file tells', async () => {
    const never = Promise.withResolvers<{text: string}>();
    const ada = await ClaudeSession.start({prompt: 'Think for long.', turns: [() => never.promise]});
    await ada.api.heard('ada', /Think for long/);
    await ada.hub.changed.until(() => ada.hub.state.activity === 'working');
    ada.terminal.type('\u001b');
    await ada.hub.isIdle();
    expect(ada.events).not.toContain('Stop');
    never.resolve({text: ''});
  });

  test('a folder that is not trusted waits for the person, and the session goes on after the answer', async () => {
    const ada = await ClaudeSession.start({trusted: false, prompt: 'Begin.', turns: [{text: 'Hello.'}]});
    await ada.hub.changed.until(() => ada.hub.raised.find(({kind}) => kind === 'trust'));
    expect(ada.hub.state.waiting).toBe('asks whether it may trust this folder');
    expect(ada.events).toEqual([]);
    // "No, exit" comes first in new versions: the person moves to "Yes".
    if (!/❯ (1\. )?Yes/.test(ada.terminal.screen())) ada.terminal.type('\u001b[B');
    await ada.terminal.shows(/❯ (1\. )?Yes/);
    ada.terminal.type('\r');
    await ada.api.heard('ada', /Begin\./);
    await ada.hub.isIdle();
    expect(ada.hub.withdrawn.map(({key}) => key)).toContain('trust:screen');
  });
});
