import {expect, test} from 'vitest';
import {startTimeOf} from '../../src/platform/process-identity.ts';
import {TestProject} from './project.ts';

test.each([13, 50])(
  '%i sessions start, show and stop',
  async (count) => {
    await using project = new TestProject([{name: 'cat', run: 'echo ready; exec cat', count}]);
    await project.up();
    const board = await project.until(
      async () => {
        const now = await project.board();
        return now.sessions.length === count && now.sessions.every((session) => session.alive) && now;
      },
      'all of them run',
      60_000,
    );
    for (const name of ['cat-1', `cat-${count}`]) {
      await project.until(async () => (await project.ok('screen', name)).stdout.includes('ready'), `${name} shows`);
    }
    await project.ok('down');
    for (const session of board.sessions) expect(startTimeOf(session.pid ?? 0)).toBeNull();
  },
  120_000,
);
