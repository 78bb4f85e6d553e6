import { type Reaction, reaction } from '@keyline/http';
import { all } from '@keyline/store';
import { auctionOpened } from '../processes/opportunities.ts';
import { audiences } from '../records/audiences.ts';
import { activeEndpoints, toldEndpoints, toldPeople } from '../records/messages.ts';
import { channelsOf } from '../records/settings.ts';

/** People whom one commit tells. */
const page = 200;

const { opportunity_offered: audience } = audiences;

/**
 * An auction is for everybody who may claim, which can be every account manager of a large tenant: they are told page by
 * page, each once, however often the event comes and wherever it breaks off. Systems hear of it in the last commit.
 */
export const onAuctionOpened: Reaction = {
  ...reaction({
    on: 'opportunity.auction_opened',
    load: () => ({ endpoints: all(activeEndpoints.bind({})) }),
    decide({ loaded, event, runtime }) {
      return { also: toldEndpoints({ event, realNow: runtime.clock.now() }, loaded.endpoints) };
    },
  }),
  async run({ event, store, runtime }) {
    const { people } = await store.read({ people: all(audience.bind({ eventId: event.eventId })) });
    const telling = { event, channels: channelsOf(runtime), realNow: runtime.clock.now() };
    for (let told = 0; told < people.length; told += page) {
      const also = toldPeople(telling, auctionOpened, people.slice(told, told + page));
      await store.commit({ changes: [], also });
    }
  },
};
