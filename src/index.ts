/** The public API: what `harmony.config.ts` imports. */
import type {HarmonyConfig} from './config/team-config.ts';

export type {HarmonyConfig, TeamMember} from './config/team-config.ts';

/** Gives a configuration its type. Returns it unchanged. */
export const defineConfig = (config: HarmonyConfig): HarmonyConfig => config;
