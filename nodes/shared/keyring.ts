import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { clock } from './clock';
import { localProblem } from './errors';
import {
	ACCESS_LEVELS,
	fingerprint,
	forgetKey,
	isStale,
	loginOf,
	rememberedSession,
	storedSession,
	type Access,
	type Login,
	type Session,
} from './session';

/** A key refused again this soon after a login that did not help is not renewed once more. */
const FRUITLESS_MS = 60_000;

function isSameLogin(credential: IDataObject, login: Login): boolean {
	try {
		return fingerprint(loginOf(credential)) === fingerprint(login);
	} catch {
		return false;
	}
}

/**
 * The API key of one execution: the stored one, one that this process got since, or a new login.
 * n8n itself logs in and stores the key, when it is handed a credential whose key is empty.
 */
export class KeyRing {
	readonly login: Login;

	readonly access: Access;

	/** The connections the pickers offer. */
	readonly itemIds: readonly string[];

	private readonly refusedKeys = new Set<string>();

	private fruitlessAt = -Infinity;

	private constructor(
		private credential: IDataObject,
		private readonly read: () => Promise<IDataObject>,
	) {
		try {
			this.login = loginOf(credential);
		} catch (error) {
			throw localProblem('LOGIN_FAILED', (error as Error).message);
		}
		// n8n fills in the default: what is unknown came from an expression, and gets the least.
		this.access = ACCESS_LEVELS.find((level) => level === credential.access) ?? 'readOnly';
		this.itemIds = String(credential.itemIds ?? '')
			.split(/[\s,;]+/)
			.filter((id) => id !== '');
	}

	/** @throws PluggyError when the credential has no usable base URL */
	static async open(read: () => Promise<IDataObject>): Promise<KeyRing> {
		return new KeyRing(await read(), read);
	}

	/** A copy of the credential with the key to use; an empty key makes n8n log in first. */
	credentialToSend(): ICredentialDataDecryptedObject {
		const known = [storedSession(this.credential, this.login), rememberedSession(this.login)]
			.filter((session): session is Session => session !== undefined)
			.filter((session) => !this.refusedKeys.has(session.apiKey))
			.sort((a, b) => b.sessionExpiresAt - a.sessionExpiresAt);
		const usable = known.length > 0 && !isStale(known[0], clock.now());
		return {
			...this.credential,
			apiKey: usable ? known[0].apiKey : '',
		} as ICredentialDataDecryptedObject;
	}

	/** Whether the next request begins with a login. */
	needsLogin(): boolean {
		return this.credentialToSend().apiKey === '';
	}

	/** Takes over what a login left in the credential that was sent. */
	keep(sent: ICredentialDataDecryptedObject): void {
		this.credential = sent as IDataObject;
	}

	/**
	 * Pluggy refused a key.
	 * @param fresh whether it came from a login just before
	 * @returns whether another one is worth a try
	 */
	async refused(sent: ICredentialDataDecryptedObject, fresh: boolean): Promise<boolean> {
		const key = String(sent.apiKey ?? '');
		if (fresh) this.fruitlessAt = clock.now();
		if (clock.now() - this.fruitlessAt < FRUITLESS_MS) return false;
		this.refusedKeys.add(key);
		forgetKey(this.login, key);
		// Another worker may have renewed the stored key meanwhile. A person may have edited the
		// credential: this execution stays with the login and address that it began with.
		const stored = await this.read();
		if (isSameLogin(stored, this.login)) this.credential = stored;
		return true;
	}
}
