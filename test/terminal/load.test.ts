import {connect} from 'node:net';
import {expect, test} from 'vitest';
import {encodeJson} from '../../src/protocol/terminal-wire.ts';
import {TestHost} from './test-host.ts';

test('fifty programs start, answer and stop', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  const names = Array.from({length: 50}, (_, index) => `cat-${index}`);
  await Promise.all(names.map((name) => client.spawn(name, 'exec cat')));
  await client.watch(...names);
  for (const name of names) client.type(name, `hello ${name}\r`);
  await Promise.all(names.map((name) => client.shows(name, `hello ${name}\nhello ${name}`)));
  for (const name of names) client.type(name, '\u0004');
  const ends = await Promise.all(names.map((name) => client.exits(name)));
  expect(ends.every(({exit}) => exit?.code === 0)).toBe(true);
  expect(host.server.host.running).toEqual([]);
});

test('the output of short-lived programs is complete, also while others flood', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  for (let flood = 0; flood < 4; flood++) await client.spawn(`flood-${flood}`, 'exec yes a line of a flood');
  for (let batch = 0; batch < 5; batch++) {
    const names = Array.from({length: 12}, (_, index) => `short-${batch}-${index}`);
    await Promise.all(names.map((name) => client.spawn(name, 'seq 1 4000; echo THE-END')));
    for (const name of names) {
      const {bytes} = await client.exits(name);
      expect(await client.text(name)).toMatch(/3999\n4000\nTHE-END$/);
      // Every line ends with two bytes in a terminal.
      expect(bytes).toBe(9 * 2 + 90 * 3 + 900 * 4 + 3001 * 5 + 4000 + 9);
    }
  }
});

test('keys are answered while other terminals flood', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  const floods = Array.from({length: 8}, (_, index) => `flood-${index}`);
  for (const flood of floods) await client.spawn(flood, 'exec yes a line of a flood');
  await client.spawn('ada', 'exec cat');
  await client.watch('ada', ...floods);
  for (const flood of floods) await client.shows(flood, 'a line of a flood');
  for (const word of ['one', 'two', 'three']) {
    client.type('ada', `${word}\r`);
    await client.shows('ada', `${word}\n${word}`);
  }
});

test('a client that neither reads nor acknowledges holds up nobody', async () => {
  await using host = await TestHost.start();
  using client = await host.connect();
  await client.spawn('flood', 'exec yes a line of a flood');
  await client.spawn('ada', 'exec cat');
  const stuck = connect(host.socket);
  const panes = ['flood', 'ada'].map((terminal) => ({terminal, cols: 80, rows: 24, scrolled: 0, focused: true}));
  stuck.write(encodeJson({id: 1, method: 'watch', params: {panes}}));
  await client.watch('ada', 'flood');
  await client.shows('flood', 'a line of a flood');
  client.type('ada', 'alive\r');
  await client.shows('ada', 'alive\nalive');
  stuck.destroy();
});
