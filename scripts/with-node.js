// `node scripts/with-node.js PROGRAM ARGUMENT…`: runs a development tool with the Node that the clone brings along where the system's is too old.
// npm puts that Node on the PATH of scripts by itself, but not every version of npm links it.
import {spawnSync} from 'node:child_process';
import {delimiter, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {pinnedNode} from './pinned-node.js';

const [program, ...args] = process.argv.slice(2);
const tools = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
const node = pinnedNode();
const path = [...(node ? [dirname(node)] : []), tools, process.env.PATH].join(delimiter);
const file = program === 'node' ? (node ?? process.execPath) : join(tools, program);
const run = spawnSync(file, args, {stdio: 'inherit', env: {...process.env, PATH: path}});
if (run.error) process.stderr.write(`${program}: ${run.error.message}. Run npm ci first.\n`);
process.exitCode = run.status ?? 1;
