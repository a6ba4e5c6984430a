/** The member's side of a crew: says that it is ready, waits for the word to go, and says what came of it. */
export async function workWhenTold(work: () => Promise<unknown>): Promise<void> {
  const told = new Promise<void>((resolve) => process.once('message', () => resolve()));
  // Whoever started it is gone.
  process.once('disconnect', () => process.exit());
  process.send?.('ready');
  await told;
  process.send?.(await work());
}

/** What the crew gave this member to do. */
export const jobOf = <Job>(): Job => JSON.parse(process.argv[2] ?? '{}') as Job;
