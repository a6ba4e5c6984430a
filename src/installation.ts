import {fileURLToPath} from 'node:url';

/** Absolute path of a file of this installation. `src/` and `dist/` lie beside each other, so it is the same from the sources and from a bundle. */
export const installed = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
