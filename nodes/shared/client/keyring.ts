import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { clock } from './clock';
import { localProblem } from '../problems/errors';
import {
	fingerprint,
	forgetRefusedKey,
	isStale,
	loginOf,
	rememberedKey,
	storedKey,
	type Login,
	type CachedKey,
} from './keyCache';
import { listedIds, missingIn } from './login';
import { readAccess, type Access } from '../access';

/** Which API key a request is sent with. */

/** A key refused again this soon after a login that did not help is not renewed once more. */
const FRUITLESS_MS = 60_000;

type Read = () => Promise<IDataObject>;

function isSameLogin(credential: IDataObject, login: Login): boolean {
	try {
		return fingerprint(loginOf(credential)) === fingerprint(login);
	} catch {
		return false;
	}
}

/** What a credential says, apart from its cached key. */
interface Setup {
	login: Login;
	access: Access;
	/** The connections the pickers offer. */
	itemIds: readonly string[];
}

/**
 * What a credential says for a row.
 * @throws PluggyError when it has no usable base URL
 */
export function setupOf(credential: IDataObject): Setup {
	let login: Login;
	try {
		login = loginOf(credential);
	} catch (error) {
		throw localProblem('LOGIN_FAILED', (error as Error).message);
	}
	return {
		login,
		access: readAccess(credential.access),
		itemIds: listedIds(credential.itemIds),
	};
}

/**
 * The key rings of one execution. A credential may hold expressions, so each row has its own
 * reading of it; rows that log in alike share a ring.
 */
export class KeyRings {
	private readonly rings = new Map<string, KeyRing>();

	/** @param read reads the credential again for the same row */
	of(credential: IDataObject, { login }: Setup, read: Read): KeyRing {
		const key = fingerprint(login);
		const ring = this.rings.get(key) ?? new KeyRing(login, credential, read);
		this.rings.set(key, ring);
		return ring;
	}
}

/**
 * For pickers and triggers: expressions of a credential find nothing where there is no row.
 * @throws PluggyError naming what is missing
 */
export function checkWithoutRow({ login }: Setup): void {
	const missing = missingIn(login);
	if (missing === undefined) return;
	throw localProblem(
		'LOGIN_FAILED',
		`The Pluggy credential has no ${missing}. Lists to pick from and triggers have no input row, so an expression in the credential finds nothing there: choose By ID and write the ID, or use a credential without expressions`,
	);
}

/**
 * The API key of one login: the stored one, one that this process got since, or a new login.
 * n8n itself logs in and stores the key, when it is handed a credential whose key is empty.
 */
export class KeyRing {
	private readonly refusedKeys = new Set<string>();

	private fruitlessAt = -Infinity;

	constructor(
		readonly login: Login,
		private credential: IDataObject,
		private readonly read: Read,
	) {}

	/** A copy of the credential with the key to use; an empty key makes n8n log in first. */
	credentialToSend(): ICredentialDataDecryptedObject {
		const known = [storedKey(this.credential, this.login), rememberedKey(this.login)]
			.filter((session): session is CachedKey => session !== undefined)
			.filter((session) => !this.refusedKeys.has(session.apiKey))
			.sort((a, b) => b.sessionExpiresAt - a.sessionExpiresAt);
		const usable = known.length > 0 && !isStale(known[0], clock.now());
		return {
			...this.credential,
			apiKey: usable ? known[0].apiKey : '',
			// Only the test of a credential judges them: a payment does not fail over a list for pickers.
			itemIds: '',
		} as ICredentialDataDecryptedObject;
	}

	/** Whether the next request begins with a login. */
	needsLogin(): boolean {
		return this.credentialToSend().apiKey === '';
	}

	/** Reads again what n8n stores: another row or worker may have logged in meanwhile. */
	async refresh(): Promise<void> {
		const stored = await this.read();
		// A person may have edited the credential: what began with one login stays with it.
		if (isSameLogin(stored, this.login)) this.credential = stored;
	}

	/** Whether n8n keeps a living key of another login under the same credential. */
	storesAnotherLogin(): boolean {
		const { apiKey, sessionExpiresAt, sessionFor } = this.credential;
		return (
			typeof apiKey === 'string' &&
			apiKey !== '' &&
			sessionFor !== fingerprint(this.login) &&
			Number(sessionExpiresAt) > clock.now()
		);
	}

	/** Takes over what a login left in the credential that was sent. */
	keep(sent: ICredentialDataDecryptedObject): void {
		if (sent.apiKey !== '') this.credential = sent as IDataObject;
	}

	/**
	 * Pluggy refused a key.
	 * @param fresh whether it came from a login just before
	 * @returns whether another one is worth a try
	 */
	async refused(sent: ICredentialDataDecryptedObject, fresh: boolean): Promise<boolean> {
		const key = String(sent.apiKey ?? '');
		if (fresh) this.fruitlessAt = clock.now();
		if (Math.abs(clock.now() - this.fruitlessAt) < FRUITLESS_MS) return false;
		this.refusedKeys.add(key);
		forgetRefusedKey(this.login, key);
		await this.refresh();
		return true;
	}
}
