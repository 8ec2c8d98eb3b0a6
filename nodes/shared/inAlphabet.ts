/** The order in which n8n's own nodes list things. */

/** One for all: asking for a locale each time is slow. */
const { compare } = new Intl.Collator('en');

export const byName = (a: { name: string }, b: { name: string }) => compare(a.name, b.name);

export const byDisplayName = (a: { displayName: string }, b: { displayName: string }) =>
	compare(a.displayName, b.displayName);
