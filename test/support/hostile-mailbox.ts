import type { BrowserContext } from 'playwright-core';
import { Channel } from '../../src/pairing/channel.ts';
import type { Message } from '../../src/pairing/protocol.ts';
import { readMessage, writeMessage } from '../../src/pairing/encoding.ts';

type Of<Type extends Message['type']> = Extract<Message, { type: Type }>;

/**
 * A back end that puts keys of its own in between (docs/en/pairing.md, “Attacks”): towards each end it is the other one.
 * It knows what every back end knows, and nothing of the pages. `opener` shows the code, and takes.
 */
export async function sitBetween({
  opener,
  joiner,
}: {
  opener: BrowserContext;
  joiner: BrowserContext;
}): Promise<void> {
  const towardsJoiner = await Channel.make({ role: 'taker' });
  const towardsOpener = await Channel.make({ role: 'giver' });
  let offered!: Of<'offer'>;
  let replied!: Of<'reply'>;

  const exchange = async (message: Message, id: string): Promise<Message> => {
    switch (message.type) {
      case 'offer':
        offered = message;
        return towardsJoiner.offer();
      case 'reply':
        replied = message;
        return towardsOpener.reply(offered, { id });
      case 'reveal':
        await towardsOpener.check(id, message);
        return (await towardsJoiner.uncover(id, replied)).reveal;
      default:
        return message;
    }
  };

  for (const context of [opener, joiner]) {
    await context.route('**/pairings/send', async (route) => {
      const body = route.request().postDataJSON() as { id: string; message: string };
      const message = writeMessage(await exchange(readMessage(body.message)!, body.id));
      await route.continue({ postData: { ...body, message } });
    });
  }
}
