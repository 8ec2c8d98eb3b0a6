/** The Connect page: choose the bank, log in, answer its questions, see the result. */
import { parameterErrors } from '../data/connectors.mjs';
import { PluggyError } from '../http/errors.mjs';
import { answerMfa, requireRoom, requireUpdatable, requireValid } from '../bank/itemRules.mjs';
import { isUuid } from '../http/validate.mjs';
import { go, PageError, preparePages, show } from './forms.mjs';
import { itemPage } from './connectItem.mjs';
import { hidden, query, showBanks, showLogin } from './connectViews.mjs';
import { refusalProblem } from './problems.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function connectPages(app, context) {
	const { auth, book, options, store } = context;
	app.register(async (/** @type {any} */ scope) => {
		preparePages(scope, options.page ? '/' : undefined);
		const open = { config: { isOpen: true } };

		scope.get('/connect', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const settings = plain(request.query);
			const claims = readToken(settings);
			const item = itemToUpdate(claims, settings);
			if (item) return showLogin(reply, settings, item.connector, { item });
			const chosen = settings.selected_connector_id;
			if (!chosen) return showBanks(reply, settings, connectorsFor(settings));
			return showLogin(reply, settings, findConnector(settings, chosen));
		});

		scope.post('/connect/login', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const settings = plain(request.body);
			const claims = readToken(settings);
			const item = itemToUpdate(claims, settings);
			const connector = item?.connector ?? findConnector(settings, settings.connectorId);
			const names = connector.credentials.map((/** @type {any} */ one) => one.name);
			const given = names
				.map((/** @type {string} */ name) => [name, settings[`p-${name}`] ?? ''])
				.filter((/** @type {string[]} */ [, value]) => value !== '');
			const parameters = Object.fromEntries(given);
			const errors = Object.fromEntries(
				parameterErrors(connector, parameters).map(({ code, parameter, message }) => [
					parameter,
					code === '001' ? 'Preencha este campo.' : message,
				]),
			);
			if (Object.keys(errors).length > 0) {
				return showLogin(reply, settings, connector, { item, given: parameters, errors });
			}
			try {
				const { id } = item ? update(item, parameters) : create(claims, connector, parameters);
				return go(reply, `/connect/item${query(settings, { item: id })}`);
			} catch (error) {
				if (!(error instanceof PluggyError)) throw error;
				const problem = refusalProblem(error);
				return showLogin(reply, settings, connector, { item, given: parameters, problem });
			}
		});

		scope.get('/connect/item', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const settings = plain(request.query);
			return showItem(reply, settings, findItem(settings));
		});

		scope.post('/connect/mfa', open, (/** @type {any} */ request, /** @type {any} */ reply) => {
			const settings = plain(request.body);
			const item = findItem(settings);
			const { parameter } = store.refresh(item);
			if (parameter) {
				const answer = settings[`p-${parameter.name}`] ?? '';
				if (answer === '') return showItem(reply, settings, item, 'Preencha este campo.');
				answerMfa(store, item, { [parameter.name]: answer });
			}
			return go(reply, `/connect/item${query(settings, { item: item.id })}`);
		});
	});

	/** Only text: a repeated name is a list, which nothing here expects. @param {any} values @returns {Record<string, string>} */
	const plain = (values) =>
		Object.fromEntries(
			Object.entries(values ?? {}).map(([name, value]) => [name, String([value].flat()[0])]),
		);

	/** @param {Record<string, string>} settings */
	function readToken({ connect_token: token }) {
		book.run();
		try {
			const claims = auth.read(token);
			if (claims.kind === 'connect') return claims;
		} catch {
			// said below
		}
		const text = 'O link de conexão não vale mais. Peça um novo ao aplicativo.';
		throw new PageError(403, 'Link expirado', text);
	}

	/** The token's own item, or one made with it that failed. @param {any} claims @param {Record<string, string>} settings */
	function itemToUpdate(claims, { item: failed, update_item: wanted }) {
		const id = failed ?? wanted ?? claims.itemId;
		if (!id) return undefined;
		const item = store.items.get(id.toLowerCase());
		if (item && isOwn(claims, item)) return item;
		const text = 'Este link não permite atualizar a conexão pedida.';
		throw new PageError(403, 'Sem permissão', text);
	}

	/** @param {Record<string, string>} settings */
	function findItem(settings) {
		const claims = readToken(settings);
		const item = isUuid(settings.item) ? store.items.get(settings.item) : undefined;
		if (item && isOwn(claims, item)) return item;
		throw new PageError(404, 'Conexão não encontrada', 'Volte ao aplicativo e tente de novo.');
	}

	/** @param {any} claims @param {any} item */
	const isOwn = ({ clientId, itemId, jti }, item) =>
		item.clientId === clientId && (item.id === itemId || item.connectTokenId === jti);

	/** What this link offers. @param {Record<string, string>} settings */
	function connectorsFor({ with_sandbox, connector_ids, connector_types, products }) {
		const list = (/** @type {string | undefined} */ text) => text?.split(',').filter(Boolean) ?? [];
		const [ids, types, wanted] = [list(connector_ids), list(connector_types), list(products)];
		return store.connectors.filter(
			(one) =>
				(with_sandbox === 'true' || !one.isSandbox) &&
				(ids.length === 0 || ids.includes(String(one.id))) &&
				(types.length === 0 || types.includes(one.type)) &&
				wanted.every((product) => one.products.includes(product)),
		);
	}

	/** @param {Record<string, string>} settings @param {string} id */
	function findConnector(settings, id) {
		const connector = connectorsFor(settings).find((one) => String(one.id) === id);
		if (connector) return connector;
		throw new PageError(404, 'Banco não encontrado', 'Este link não oferece esse banco.');
	}

	/** @param {any} claims @param {any} connector @param {Record<string, string>} parameters */
	function create({ clientId, jti, options = {} }, connector, parameters) {
		requireValid(connector, parameters);
		requireRoom(context, clientId, connector, { ...options, parameters });
		const wish = { ...options, clientId, connectTokenId: jti };
		return store.createItem({ ...wish, connectorId: connector.id, parameters });
	}

	/** @param {any} item @param {Record<string, string>} parameters */
	function update(item, parameters) {
		requireUpdatable(context, item, parameters, { isUser: true });
		store.setParameters(item, parameters);
		store.startRun(item, 'USER');
		return item;
	}

	/** @param {any} reply @param {Record<string, string>} settings @param {any} item @param {string} [error] */
	function showItem(reply, settings, item, error) {
		const retry = `/connect${query(settings, { item: item.id })}`;
		const page = itemPage(item, store.refresh(item), { hidden: hidden(settings), retry, error });
		return show(reply, { ...page, theme: settings.theme }, error ? 400 : 200);
	}
}
