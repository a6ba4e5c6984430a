/** The connection ended before the answer came: the other end died or was stopped. Commands may be sent again with the same id. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}
