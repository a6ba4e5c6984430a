import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Rect} from '../../surface.ts';

/** A rectangle of the screen, in cells. What is in it fits: cutting it off once more here would cost half of a picture’s time. */
export function Placed({rect, children}: {readonly rect: Rect; readonly children: ReactNode}) {
  return (
    <Box position="absolute" left={rect.x} top={rect.y} width={rect.width} height={rect.height} flexDirection="column">
      {children}
    </Box>
  );
}
