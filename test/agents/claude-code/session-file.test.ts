import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, expect, onTestFinished, test} from 'vitest';
import {SessionFile, type SessionRecord} from '../../../src/agents/claude-code/session-file.ts';
import {startTimeOf} from '../../../src/platform/process-identity.ts';
import {Signal} from '../../support/signal.ts';

let config: string;
const changed = new Signal();
let records: SessionRecord[];

beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'harmony-sessions-'));
  records = [];
});

function follow(facts: {pid?: number; conversation?: string} = {}): SessionFile {
  const file = new SessionFile({
    config,
    pid: facts.pid ?? 42,
    conversation: () => facts.conversation ?? null,
    onChange(record) {
      records.push(record);
      changed.notify();
    },
  });
  onTestFinished(() => {
    file[Symbol.dispose]();
    rmSync(config, {recursive: true});
  });
  return file;
}

function write(pid: number, fields: object): void {
  mkdirSync(join(config, 'sessions'), {recursive: true});
  writeFileSync(join(config, 'sessions', `${pid}.json`), JSON.stringify({pid, sessionId: `of ${pid}`, ...fields}));
}

test('the state of the process is followed', async () => {
  write(42, {status: 'idle'});
  follow();
  expect(records).toEqual([{conversation: 'of 42', status: 'idle', waitingFor: null}]);
  write(42, {status: 'waiting', waitingFor: 'permission prompt'});
  expect(await changed.until(() => records.find(({status}) => status === 'waiting'))).toMatchObject({waitingFor: 'permission prompt'});
});

test('a folder that is made later is found when it is looked again', () => {
  const file = follow();
  write(42, {status: 'busy'});
  file.refresh();
  expect(records).toMatchObject([{status: 'busy'}]);
});

test('behind a wrapper the conversation tells whose file it is', () => {
  write(7, {status: 'idle', sessionId: 'somebody else’s'});
  write(43, {status: 'busy', sessionId: 'ours'});
  follow({conversation: 'ours'});
  expect(records).toMatchObject([{conversation: 'ours', status: 'busy'}]);
});

test('the file of a process that is gone is not that of the one which got its pid', {skip: process.platform !== 'linux'}, () => {
  write(process.pid, {status: 'busy', procStart: '1'});
  const file = follow({pid: process.pid});
  expect(records).toEqual([]);
  write(process.pid, {status: 'idle', procStart: startTimeOf(process.pid)});
  file.refresh();
  expect(records).toMatchObject([{status: 'idle'}]);
});

test('what is half written, damaged or of another version is no state', () => {
  write(42, {status: 'daydreaming'});
  const file = follow();
  writeFileSync(join(config, 'sessions', '42.json'), '{"pid": 42, "status": "id');
  file.refresh();
  expect(records).toEqual([]);
});
