import {readFileSync} from 'node:fs';

/** Harmony's own version: that of the package beside `dist/` (and, for tests, beside `src/`). */
export const version: string = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {version: string}).version;
