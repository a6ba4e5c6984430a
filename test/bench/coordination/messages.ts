import {quantile} from '../statistics.ts';
import {type Connection, joinTeam, type Way} from './connection.ts';
import {durableAppends} from './disk-floor.ts';
import type {Figure} from './figure.ts';
import {scratchTeam} from './scratch-team.ts';

/** To so many recipients, because each takes at most 200 that it has not read. */
const RECIPIENTS = 5;
const MESSAGES = 600;
const WARM_UP = 30;
/** Before and again after. */
const FLOOR = 700;

/** From sending a message to the answer that it is stored, one after the other, with the supervisor and without it. */
export async function measureMessages(): Promise<Figure[]> {
  return [...(await sentToStored('supervisor')), ...(await sentToStored('journal'))];
}

async function sentToStored(way: Way): Promise<Figure[]> {
  const before = durableAppends(1, FLOOR);
  const samples = await sendAll(way);
  const floor = [...before, ...durableAppends(1, FLOOR)];
  const what = `message, sent to stored, ${way === 'supervisor' ? 'with the supervisor' : 'without it'}`;
  const row = (figure: string, share: number): Figure => ({
    what,
    figure,
    value: quantile(samples, share),
    digits: 2,
    floor: {name: 'a durable append', value: quantile(floor, share)},
  });
  return [row('p50, ms', 0.5), row('p99, ms', 0.99)];
}

async function sendAll(way: Way): Promise<number[]> {
  await using project = await scratchTeam(way);
  await using sender = await joinTeam(way, project.folder, 'sender');
  for (let index = 0; index < RECIPIENTS; index++) {
    await using _ = await joinTeam(way, project.folder, `recipient-${index}`);
  }
  const samples: number[] = [];
  for (let index = 0; index < MESSAGES; index++) samples.push(await send(sender, index));
  return samples.slice(WARM_UP);
}

async function send(sender: Connection, index: number): Promise<number> {
  const begun = performance.now();
  const to = `recipient-${index % RECIPIENTS}`;
  await sender.run({type: 'message.send', to, subject: `number ${index}`, body: 'The interface of the parser has changed. '.repeat(10)});
  return performance.now() - begun;
}
