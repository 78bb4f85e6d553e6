/** Who issues access tokens; the same in every cell, since the cell is a claim of its own. */
export const tokenIssuer = 'https://keyline/tokens';
