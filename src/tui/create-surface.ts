import process from 'node:process';
import type {Surface, SurfaceOptions} from './surface.ts';
import {TeamSurface} from './team-surface.ts';

/** Takes the terminal over until it is disposed of or the process ends. */
export function createSurface(options: SurfaceOptions): Surface {
  if (!options.stdin.isTTY || !options.stdout.isTTY) {
    throw new Error(
      'The screen needs a terminal: standard input and output are not both one. Use `harmony board` or `harmony status` instead.',
    );
  }
  return new TeamSurface(options, process.env);
}
