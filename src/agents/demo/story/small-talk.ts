export interface Reply {
  readonly text: string;
  /** Run first, so that the answer is not only words. */
  readonly command?: readonly string[];
}

const LEARNT: readonly {readonly about: RegExp; readonly reply: (name: string) => Reply}[] = [
  {
    about: /^(hi|hello|hey|good (morning|evening|day))\b/i,
    reply: (name) => ({text: `Hello! I am ${name}. I see what you type here as a session sees it: it came through my terminal.`}),
  },
  {
    about: /\b(status|who|team|everybody|board)\b/i,
    reply: () => ({command: ['harmony', 'status'], text: 'That is the team as Harmony sees it at this moment.'}),
  },
  {
    about: /\b(claims?|holds?|locks?)\b/i,
    reply: () => ({
      command: ['harmony', 'claims'],
      text: 'Those are the live claims. My edits renew mine, and I let go of what I am done with.',
    }),
  },
  {
    about: /\b(mail|inbox|messages?)\b/i,
    reply: () => ({text: 'Messages reach me by themselves: with the answer to my next hook while I work, and by a bell while I wait.'}),
  },
  {
    about: /\b(real|fake|scripted|model|account|claude)\b/i,
    reply: () => ({
      text: 'What I say was written beforehand, and no model is asked. The process, the terminal, the hooks, the claims and the files are real.',
    }),
  },
  {about: /\b(thanks|thank you|great|nice|well done)\b/i, reply: () => ({text: 'With pleasure.'})},
];

/** What a scripted session answers to a person's own words. */
export function answerTo(words: string, name: string): Reply {
  const known = LEARNT.find(({about}) => about.test(words));
  if (known) return known.reply(name);
  return {
    text: `I am a scripted session, so I cannot do that. I can tell you about the status of the team, about claims and about messages.`,
  };
}
