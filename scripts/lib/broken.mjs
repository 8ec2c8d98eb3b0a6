/**
 * Connections that break at the sandbox, for the demos that tell their owners. The sentences are those of Pluggy's
 * customers' language, written down here once more.
 */

/** Sandbox users whose connection breaks at once, and what the owner has to read. */
const FAILING = [
	['user-wrong', 'Credenciais inválidas. Verifique seu login e senha.'],
	['user-unavailable', 'Banco temporariamente indisponível. Tentaremos novamente automaticamente.'],
	['user-ok-phone', 'Informe o código de verificação enviado pelo seu banco.'],
];
/** Of whom the bank comes back by itself. */
const OFFLINE = 'user-unavailable';
const REVOKED = 'Autorização revogada. Reconecte sua conta para continuar.';

/**
 * Opens connections that break, and one that works until its owner revokes it.
 * @param {{ sandbox: Sandbox, settled: () => Promise<void> }} given
 * @param {(user: string) => Promise<Row>} open
 * @returns {Promise<{ sentences: Map<string, string>, offline: string, revoked: string }>} what each owner has to
 *   read, by item, and two of the items
 */
export async function breakConnections({ sandbox, settled }, open) {
	const sentences = new Map();
	let offline = '';
	for (const [user, sentence] of FAILING) {
		const { id } = await open(user);
		if (user === OFFLINE) offline = id;
		sentences.set(id, sentence);
	}
	const { id: revoked } = await open('user-ok');
	await settled();
	sandbox.admin.failItem(revoked, 'USER_AUTHORIZATION_REVOKED');
	sentences.set(revoked, REVOKED);
	return { sentences, offline, revoked };
}
