/** The other end is there, and has answered nothing for 20 s: it was stopped, or hangs. Whether a command was carried out is not known. */
export class NotAnsweringError extends Error {
  override readonly name = 'NotAnsweringError';
}
