import process from 'node:process';
import {version} from '../../version.ts';
import type {Result} from '../output.ts';

export async function showVersion(): Promise<Result> {
  const node = process.versions.node;
  const platform = `${process.platform}-${process.arch}`;
  return {text: `harmony ${version} (node ${node}, ${platform})`, json: {version, node, platform}};
}
