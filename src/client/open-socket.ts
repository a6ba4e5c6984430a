import type {Socket} from 'node:net';

/** `null`: nobody listens there. Other errors (no permission) are thrown. */
export async function openSocket(open: () => Socket): Promise<Socket | null> {
  try {
    const socket = open();
    return await new Promise<Socket>((resolve, reject) => {
      socket.once('connect', () => resolve(socket));
      socket.once('error', reject);
    });
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') return null;
    throw error;
  }
}
