/** For requests that leave nothing to do after their answer. */
export const idlePlatform = {
  waitUntil() {
    throw new Error('nothing is left to do after the answer');
  },
};
