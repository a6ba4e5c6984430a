/**
 * A version 4 UUID. It only has to differ from every other command's, nobody gains by guessing it; and Node's own takes 10 ms to load, a third
 * of an empty start.
 */
export const makeCommandId = (): string =>
  'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (digit) => {
    const random = Math.floor(Math.random() * 16);
    // The highest two bits of `y` are 10: the variant.
    return (digit === 'y' ? 8 + (random % 4) : random).toString(16);
  });
