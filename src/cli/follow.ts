import type {ControlClient} from '../client/control.ts';

/** Looks at once and after every change, one look at a time, until the team ends. */
export async function followTeam(team: ControlClient, look: () => Promise<void>): Promise<void> {
  let open = true;
  let change = Promise.withResolvers<void>();
  using _closing = team.onClose(() => {
    open = false;
    change.resolve();
  });
  using _changes = team.onPush((push) => {
    if (push.push === 'board') change.resolve();
  });
  await team.request('follow', {});
  while (open) {
    // Made before the look: what changes meanwhile is looked at again.
    change = Promise.withResolvers<void>();
    await look();
    await change.promise;
  }
}
