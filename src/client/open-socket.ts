import type {Socket} from 'node:net';
import {NotAnsweringError} from './not-answering.ts';

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
    // The last but one: killed while this one stood at its door.
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ENOTDIR') return null;
    // So many wait there already that the kernel takes no more.
    if (code === 'EAGAIN') throw new NotAnsweringError('Nobody answers on the socket.', {cause: error});
    throw error;
  }
}
