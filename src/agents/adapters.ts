import type {AgentAdapter} from './adapter.ts';
import {claudeCodeAdapter} from './claude-code/adapter.ts';
import {commandAdapter} from './command/adapter.ts';
import {demoAdapter} from './demo/adapter.ts';

/** Every kind of client that a session may have, by its id in the configuration. */
export const adapters: readonly AgentAdapter[] = [claudeCodeAdapter, commandAdapter, demoAdapter];

/** `undefined`: there is no such client; the configuration's check names those that there are. */
export const adapterOf = (id: string): AgentAdapter | undefined => adapters.find((adapter) => adapter.id === id);
