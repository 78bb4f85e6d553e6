import { reaction } from '@keyline/http';
import { all } from '@keyline/store';
import { routeOf } from '../processes/routes.ts';
import { audiences } from '../records/audiences.ts';
import { activeEndpoints, toldEndpoints, toldPeople } from '../records/messages.ts';
import { channelsOf } from '../records/settings.ts';

/**
 * Tells people and systems of an event: rows in inboxes, and messages that a sender takes from there. All of it stands
 * in one commit, so that however often the event comes, everybody hears of it once.
 */
export const onAnyEvent = reaction({
  on: '*',
  load({ type, eventId }) {
    const route = routeOf(type);
    return {
      endpoints: all(activeEndpoints.bind({})),
      people: route && all(audiences[route.to].bind({ eventId })),
    };
  },
  decide({ loaded, event, runtime }) {
    const telling = { event, channels: channelsOf(runtime), realNow: runtime.clock.now() };
    const route = routeOf(event.type);
    const isMeant = route !== undefined && (route.when?.(event.data) ?? true);
    return {
      also: [
        ...(isMeant ? toldPeople(telling, route, loaded.people ?? []) : []),
        ...toldEndpoints(telling, loaded.endpoints),
      ],
    };
  },
});
