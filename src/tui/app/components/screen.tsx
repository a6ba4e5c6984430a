import {Box} from 'ink';
import type {ScreenView} from '../present/view.ts';
import type {Theme} from '../text/theme.ts';
import {Block} from './block.tsx';
import {FrameLine} from './frame-line.tsx';
import {ThemeContext} from './painting.tsx';

/** The chrome: everything but the live panes, which the compositor draws into the room that is left for them. */
export function Screen({view, theme}: {readonly view: ScreenView; readonly theme: Theme}) {
  const {size, lines, blocks, dialog, toast} = view;
  return (
    <ThemeContext value={theme}>
      <Box width={size.columns} height={size.rows}>
        {lines.map((run) => (
          <FrameLine key={`${run.x} ${run.y} ${run.vertical}`} run={run} />
        ))}
        {blocks.map((block) => (
          <Block key={block.name} block={block} />
        ))}
        {dialog && <Block block={dialog} />}
        {toast && <Block block={toast} />}
      </Box>
    </ThemeContext>
  );
}
