// In a page of stories: `tellStories(event, payload, until)` says something on Storybook's channel, and resolves to what
// it answers; rejects when a story cannot be shown.
const troubles = ['storyErrored', 'storyThrewException', 'storyMissing', 'playFunctionThrewException'];

window.tellStories = (event, payload, until) =>
  new Promise((resolve, reject) => {
    const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
    let states = [];
    const ears = {
      storyPrepared: ({ argTypes }) => void (states = argTypes.state?.options ?? []),
      [until]: (answer) => end(() => resolve({ ...answer, states })),
      ...Object.fromEntries(troubles.map((name) => [name, (why) => end(() => reject(new Error(JSON.stringify(why))))])),
    };
    function end(settle) {
      for (const [name, ear] of Object.entries(ears)) channel.off(name, ear);
      settle();
    }
    for (const [name, ear] of Object.entries(ears)) channel.on(name, ear);
    channel.emit(event, payload);
  });
