import {blockerTools} from './blocker-tools.ts';
import {claimTools} from './claim-tools.ts';
import {messageTools} from './message-tools.ts';
import {noteTools} from './note-tools.ts';
import {statusTools} from './status-tools.ts';
import {taskTools} from './task-tools.ts';
import type {Tool} from './tool.ts';

/** Every verb that a session has. */
export const tools: readonly Tool[] = [...statusTools, ...claimTools, ...messageTools, ...taskTools, ...blockerTools, ...noteTools];
