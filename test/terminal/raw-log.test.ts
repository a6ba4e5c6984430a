import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {RawLog} from '../../src/terminal/raw-log.ts';
import {TestHost} from './test-host.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harmony-raw-log-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const fail = (problem: string): void => {
  throw new Error(problem);
};

test('keeps all output of all incarnations, for nobody else to read', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('ada', 'seq 1 5000');
  await client.exits('ada');
  await client.spawn('ada', 'echo second life', {incarnation: 2});
  await client.exits('ada', 2);
  await client.client.request('remove', {terminal: 'ada'});
  const file = join(host.output, 'ada.log');
  const lines = Array.from({length: 5_000}, (_, index) => `${index + 1}\r\n`).join('');
  expect(readFileSync(file, 'utf8')).toBe(`${lines}second life\r\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('goes on in the file of an earlier host', async () => {
  const path = join(folder, 'ada.log');
  writeFileSync(path, 'before ');
  const log = new RawLog(path, fail);
  log.append(Buffer.from('after'));
  await log.close();
  expect(readFileSync(path, 'utf8')).toBe('before after');
});

test('puts a full file aside and keeps one of those', async () => {
  const path = join(folder, 'ada.log');
  const log = new RawLog(path, fail, 10);
  for (const word of ['0123456789', 'abcdefghij', 'short']) {
    log.append(Buffer.from(word));
    await log.flush();
  }
  await log.close();
  expect(readFileSync(path, 'utf8')).toBe('short');
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('abcdefghij');
});

test('a disk that cannot be written is reported once, and tried again', async () => {
  const path = join(folder, 'output', 'ada.log');
  mkdirSync(join(folder, 'output', 'ada.log'), {recursive: true});
  const problems: string[] = [];
  const log = new RawLog(path, (problem) => problems.push(problem));
  for (const word of ['one', 'two']) {
    log.append(Buffer.from(word));
    await log.flush();
  }
  expect(problems).toEqual([expect.stringContaining(`Output is not kept in ${path}: EISDIR`)]);
  rmSync(path, {recursive: true});
  log.append(Buffer.from('three'));
  await log.close();
  expect(readFileSync(path, 'utf8')).toBe('three');
});

test('what a disk cannot keep up with is left out, and the gap is marked', async () => {
  const path = join(folder, 'ada.log');
  const log = new RawLog(path, fail);
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  for (let count = 0; count < 10; count++) log.append(chunk);
  await log.close();
  const kept = readFileSync(path, 'latin1');
  expect(kept.slice(8 * chunk.length)).toBe(`\r\n[${2 * chunk.length} bytes of output were not kept: the disk did not keep up]\r\n`);
});
