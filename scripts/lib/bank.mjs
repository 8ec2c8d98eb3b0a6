/**
 * Somebody's bank, connected before anything else happens: most accounts at Pluggy cannot list their connections, so
 * the credential names them, and everybody rehearses it that way.
 */

/** The bank was connected then; its sync of today was an hour ago. */
const AGO_MS = 25 * 3_600_000;
const LISTING_OFF = { listItems: false };
const BANKS = [
	{ connectorId: 2, parameters: { user: 'user-ok', password: 'password-ok' }, clientUserId: 'ana' },
];

/** What a sandbox starts with for it. */
export const bankOptions = () => ({ startAt: Date.now() - AGO_MS, features: LISTING_OFF });

/**
 * Before all else, so that the same sandbox gives the same IDs at each start.
 * @param {Sandbox} sandbox
 * @returns {string[]} the item IDs
 */
export function connectBank({ auth, store }) {
	const { clientId } = auth.clients[0];
	return BANKS.map((bank) => store.createItem({ clientId, ...bank }).id);
}

/** From the day of the connection to now. @param {Pick<Sandbox, 'admin' | 'clock'>} sandbox */
export const goToToday = ({ admin, clock }) =>
	void admin.advance(Math.max(0, -clock.offsetSeconds));
